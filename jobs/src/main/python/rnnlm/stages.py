"""The stages: each stands for the Java class of its name in ``org.rnnlm.ml``.

Their parameters are those of the Java object, taken over when a stage is made, so that there is no list
here to keep in step. A setting is called by its key: ``stage.getParam("train.epochs")``.
"""

import json

from pyspark import SparkContext
from pyspark.ml.common import _java2py
from pyspark.ml.evaluation import JavaEvaluator
from pyspark.ml.param import Param, TypeConverters
from pyspark.ml.util import JavaMLReadable, JavaMLReader, JavaMLWritable
from pyspark.ml.wrapper import JavaEstimator, JavaModel, JavaWrapper

_PACKAGE = "org.rnnlm.ml."

_CONVERTERS = {
    "IntParam": TypeConverters.toInt,
    "LongParam": TypeConverters.toInt,
    "DoubleParam": TypeConverters.toFloat,
    "BooleanParam": TypeConverters.toBoolean,
    "IntArrayParam": TypeConverters.toListInt,
    "DoubleArrayParam": TypeConverters.toListFloat,
    "StringArrayParam": TypeConverters.toListString,
}


class _Reader(JavaMLReader):
    @classmethod
    def _java_loader_class(cls, clazz):
        return _PACKAGE + clazz.__name__


class _Stored(JavaMLReadable, JavaMLWritable):
    @classmethod
    def read(cls):
        """Returns a reader of saved instances."""
        return _Reader(cls)


class _OfJava:
    """Parameters live in the Java object; here is a copy of them for Python's MLlib."""

    def _new(self):
        self._java_obj = self._new_java_obj(_PACKAGE + type(self).__name__, self.uid)
        self._create_params_from_java()
        self._transfer_params_from_java()

    def _create_params_from_java(self):
        for java in self._java_obj.params():
            name = java.name()
            converter = _CONVERTERS.get(java.getClass().getSimpleName(), TypeConverters.toString)
            setattr(self, name, Param(self, name, java.doc(), typeConverter=converter))
        self._params = None

    def _transfer_params_from_java(self):
        context = SparkContext._active_spark_context
        for param in self.params:
            java = self._java_obj.getParam(param.name)
            if self._java_obj.hasDefault(java):
                usual = self._java_obj.getDefault(java).get()
                self._setDefault(**{param.name: _java2py(context, usual)})
        self._take_what_is_set()

    def _take_what_is_set(self):
        context = SparkContext._active_spark_context
        for param in self.params:
            java = self._java_obj.getParam(param.name)
            if self._java_obj.isSet(java):
                value = self._java_obj.getOrDefault(java)
                self._set(**{param.name: _java2py(context, value)})

    def _by_java(self, setter, *values):
        """Lets the Java object change its parameters, and takes them over."""
        for param, value in self._paramMap.items():
            self._java_obj.set(self._make_java_param_pair(param, value))
        getattr(self._java_obj, setter)(*values)
        self._take_what_is_set()
        return self

    def _by_java_names(self, setter, names):
        context = SparkContext._active_spark_context
        array = context._gateway.new_array(context._jvm.java.lang.String, len(names))
        for place, name in enumerate(names):
            array[place] = name
        return self._by_java(setter, array)


class _Stage(_OfJava):
    """What trainers and models have."""

    def setConf(self, key, value):
        """Sets a setting of the reference: ``setConf("train.epochs", 3)``."""
        written = value if isinstance(value, str) else json.dumps(value)
        return self._by_java("setConf", key, written)

    def setOutputs(self, *names):
        """Says what ``transform`` adds, by the names of commands: ``setOutputs("score", "embed")``."""
        return self._by_java_names("setOutputs", names)

    def setPrefix(self, beginning):
        """Begins the names of the columns that are added."""
        return self._by_java("setPrefix", beginning)


class _Trainer(_Stage, JavaEstimator, _Stored):
    """Trains a model on the texts of a DataFrame.

    ``config`` is a preset or a file of settings, ``conf`` a dict of single settings over it.
    """

    _makes = None

    def __init__(self, *, config=None, conf=None):
        super().__init__()
        self._new()
        if config is not None:
            self.setConfig(config)
        for key, value in (conf or {}).items():
            self.setConf(key, value)

    def _create_model(self, java_model):
        return self._makes(java_model)

    def setConfig(self, preset_or_file):
        """Sets all that a preset, or a file of settings, says."""
        return self._by_java("setConfig", preset_or_file)

    def setWorkFolder(self, folder):
        """Keeps shards and runs in a folder, so that a fit that was cut goes on."""
        return self._by_java("setWorkFolder", folder)

    def setIdColumn(self, column):
        """Reads ids from a column; without one a text's hash is its id."""
        return self._by_java("setIdColumn", column)

    def setSplitColumn(self, column):
        """Reads from a column which split a text goes to: train, valid or test."""
        return self._by_java("setSplitColumn", column)


class TrainingSummary(JavaWrapper):
    """How a model was trained."""

    def history(self):
        """Returns a DataFrame of a row an epoch."""
        return self._call_java("history")

    @property
    def run(self):
        """Folder of the run; empty where the trainer had no work folder."""
        return self._call_java("run")


class _Trained(_Stage, JavaModel, _Stored):
    """A trained model."""

    @property
    def summary(self):
        """How it was trained."""
        return TrainingSummary(self._java_obj.summary())

    def setPooling(self, name):
        """Makes the vectors of ``embed`` so: ``mean`` or ``last``."""
        return self._by_java("setPooling", name)


class TrainedLanguageModel(_Trained):
    """``transform`` adds how likely it finds each text, what it writes after it, and its vector."""


class LanguageModelTrainer(_Trainer):
    """Trains a language model on a column of texts."""

    _makes = TrainedLanguageModel

    def setTextColumn(self, column):
        """Reads texts from a column."""
        return self._by_java("setTextColumn", column)


class TrainedTextClassifier(_Trained):
    """``transform`` adds the likeliest class of each text, its probability, and those of all."""


class TextClassifierTrainer(_Trainer):
    """Trains a classifier on a column of texts and one of their classes."""

    _makes = TrainedTextClassifier

    def setTextColumn(self, column):
        """Reads texts from a column."""
        return self._by_java("setTextColumn", column)

    def setLabelColumn(self, column):
        """Reads classes from a column."""
        return self._by_java("setLabelColumn", column)


class TrainedTranslator(_Trained):
    """``transform`` adds the target of each source and its log-probability."""


class TranslatorTrainer(_Trainer):
    """Trains an encoder and decoder on a column of sources and one of their targets."""

    _makes = TrainedTranslator

    def setSourceColumn(self, column):
        """Reads sources from a column."""
        return self._by_java("setSourceColumn", column)

    def setTargetColumn(self, column):
        """Reads targets from a column."""
        return self._by_java("setTargetColumn", column)


class _Evaluator(_OfJava, JavaEvaluator, _Stored):
    def __init__(self):
        super().__init__()
        self._new()


class PerplexityEvaluator(_Evaluator):
    """Evaluates a language model by the perplexity of all tokens of the texts that it scored."""

    def setColumns(self, nats, tokens):
        """Reads nats and tokens from columns of other names."""
        return self._by_java("setColumns", nats, tokens)


class ClassEvaluator(_Evaluator):
    """Evaluates by rows whose predicted text is the right one: accuracy, or macro-f1."""

    def setColumns(self, label, prediction):
        """Compares two columns."""
        return self._by_java("setColumns", label, prediction)

    def setMetric(self, name):
        """Measures ``accuracy`` or ``macro-f1``."""
        return self._by_java("setMetric", name)
