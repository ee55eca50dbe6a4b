"""rnnlm for PySpark: recurrent language models as stages of MLlib.

A thin layer over ``org.rnnlm.ml``, whose classes it names: what is computed, and how, is said there
and in jobs/SPARK.md. The jar of rnnlm has to be on Spark's class path (``--jars`` or ``--packages``).

    >>> from rnnlm import LanguageModelTrainer
    >>> trainer = LanguageModelTrainer(config="quickstart").setIdColumn("id")
    >>> model = trainer.fit(articles)
    >>> model.transform(others).select("id", "perplexity").show()

Importing it also lets ``PipelineModel.load`` and the like find the stages of a saved pipeline.
"""

import sys

from rnnlm import stages
from rnnlm.functions import register_functions
from rnnlm.stages import (
    ClassEvaluator,
    LanguageModelTrainer,
    PerplexityEvaluator,
    TextClassifierTrainer,
    TrainedLanguageModel,
    TrainedTextClassifier,
    TrainedTranslator,
    TrainingSummary,
    TranslatorTrainer,
)

# PySpark looks for the wrapper of a Java class in the module that is called as the class's package.
sys.modules["org.rnnlm.ml"] = stages

__all__ = [
    "ClassEvaluator",
    "LanguageModelTrainer",
    "PerplexityEvaluator",
    "TextClassifierTrainer",
    "TrainedLanguageModel",
    "TrainedTextClassifier",
    "TrainedTranslator",
    "TrainingSummary",
    "TranslatorTrainer",
    "register_functions",
]
