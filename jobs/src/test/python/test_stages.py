"""What a notebook does, against a real Spark; PythonIT starts the Java side, and runs this."""

import os
import tempfile
import unittest

from pyspark.ml import Pipeline, PipelineModel
from pyspark.ml.evaluation import Evaluator
from pyspark.ml.feature import SQLTransformer
from pyspark.ml.tuning import CrossValidator, ParamGridBuilder
from pyspark.sql import SparkSession

import rnnlm
from rnnlm import (
    ClassEvaluator,
    LanguageModelTrainer,
    PerplexityEvaluator,
    TextClassifierTrainer,
    TrainedLanguageModel,
    TranslatorTrainer,
    register_functions,
)

SMALL = {
    "prepare.length": 50,
    "prepare.valid-share": 0.2,
    "model.hidden-size": 8,
    "train.batch-size": 8,
    "train.round-batches": 32,
    "train.epochs": 1,
    "sample.length": 1,
}


class Stages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.session = (
            SparkSession.builder.master("local[2]")
            .appName("python")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.executorEnv.PYTHONPATH", os.environ["PYTHONPATH"])
            .getOrCreate()
        )
        text = "concat('The city number ', id * id, ' lies in the north, and ', id % 7, ' rivers are near.')"
        cls.texts = cls.session.range(120).selectExpr("id", text + " as text")
        cls.folder = tempfile.mkdtemp()
        cls.model = cls.trainer().fit(cls.texts)

    @classmethod
    def tearDownClass(cls):
        cls.session.stop()

    @classmethod
    def trainer(cls):
        return LanguageModelTrainer(conf=SMALL).setIdColumn("id").setWorkFolder(cls.folder + "/work")

    def path(self, name):
        return os.path.join(self.folder, name)

    def test_every_parameter_of_java_is_one_here_with_its_value(self):
        for stage in (
            LanguageModelTrainer(config="quickstart"),
            TextClassifierTrainer(),
            TranslatorTrainer(),
            PerplexityEvaluator(),
            ClassEvaluator(),
            self.model,
        ):
            java = {param.name(): param.doc() for param in stage._java_obj.params()}
            self.assertEqual(java, {param.name: param.doc for param in stage.params})
            stage._transfer_params_to_java()
            for param in stage.params:
                value = stage._java_obj.getOrDefault(stage._java_obj.getParam(param.name))
                given = stage.getOrDefault(param)
                self.assertEqual(list(value) if isinstance(given, list) else value, given, param.name)
                self.assertEqual(stage._java_obj.isSet(stage._java_obj.getParam(param.name)), stage.isSet(param))

    def test_settings_are_parameters(self):
        trainer = LanguageModelTrainer(config="quickstart", conf={"train.epochs": 7, "sample.temperatures": [0.5, 1]})
        self.assertEqual(trainer.getOrDefault("train.epochs"), 7)
        self.assertEqual(trainer.getOrDefault("sample.temperatures"), [0.5, 1.0])
        self.assertEqual(trainer.getOrDefault("model.cell"), "lstm")
        trainer.set(trainer.getParam("train.epochs"), 5)
        self.assertEqual(trainer.copy({trainer.getParam("model.layers"): 2}).getOrDefault("train.epochs"), 5)
        self.assertIn("train.clip-norm: Largest Euclidean norm", trainer.explainParam("train.clip-norm"))
        self.assertEqual(TextClassifierTrainer().getOrDefault("prepare.mode"), "labelled")
        with self.assertRaisesRegex(Exception, "model.cell"):
            trainer.setConf("model.cell", "lsmt")
        with self.assertRaisesRegex(Exception, "model.layers = 0"):
            trainer.set(trainer.getParam("model.layers"), 0)
            trainer.fit(self.texts)

    def test_a_fit_tells_its_history_and_its_model_scores(self):
        history = self.model.summary.history().collect()
        self.assertEqual([row.epoch for row in history], [1])
        self.assertTrue(self.model.summary.run.startswith(self.folder))
        scored = self.model.transform(self.texts)
        self.assertEqual(scored.columns[:4], ["id", "text", "nats", "tokens"])
        self.assertEqual(scored.where("error is null").count(), 120)
        self.assertGreater(PerplexityEvaluator().evaluate(scored), 1.0)
        self.assertFalse(PerplexityEvaluator().isLargerBetter())
        more = self.model.copy().setOutputs("complete", "embed").setConf("generate.length", 3).setPrefix("lm_")
        row = more.transform(self.texts.limit(1)).first()
        self.assertEqual(len(row.lm_embedding), 8)
        self.assertIn(len(row.lm_completion), (1, 2, 3))

    def test_a_split_column_says_what_is_validated(self):
        parts = self.texts.selectExpr("*", "if(id % 4 = 0, 'valid', 'train') as part")
        model = LanguageModelTrainer(conf=SMALL).setSplitColumn("part").fit(parts)
        self.assertGreater(model.summary.history().first().valid_perplexity, 1.0)

    def test_what_is_saved_is_loaded_again(self):
        self.model.write().overwrite().save(self.path("model"))
        loaded = TrainedLanguageModel.load(self.path("model"))
        self.assertEqual(loaded.uid, self.model.uid)
        self.assertEqual(
            {p.name: v for p, v in loaded.extractParamMap().items()},
            {p.name: v for p, v in self.model.extractParamMap().items()},
        )
        self.assertEqual(
            loaded.transform(self.texts).orderBy("id").collect(),
            self.model.transform(self.texts).orderBy("id").collect(),
        )
        trainer = self.trainer()
        trainer.write().overwrite().save(self.path("trainer"))
        again = LanguageModelTrainer.load(self.path("trainer"))
        self.assertEqual(again.getOrDefault("train.round-batches"), 32)
        self.assertTrue(again.isSet("train.round-batches"))
        self.assertFalse(again.isSet("train.seed"))

    def test_a_pipeline_is_validated_saved_and_loaded(self):
        trainer = self.trainer()
        stages = [SQLTransformer(statement="SELECT id, text FROM __THIS__ WHERE id < 100"), trainer]
        grid = ParamGridBuilder().addGrid(trainer.getParam("model.hidden-size"), [4, 8]).build()
        tuning = CrossValidator(
            estimator=Pipeline(stages=stages),
            estimatorParamMaps=grid,
            evaluator=PerplexityEvaluator(),
            numFolds=2,
            parallelism=2,
            seed=1,
        )
        self.assertIsInstance(tuning.getEvaluator(), Evaluator)
        tuned = tuning.fit(self.texts)
        self.assertEqual(len(tuned.avgMetrics), 2)
        tuned.bestModel.write().overwrite().save(self.path("pipeline"))
        loaded = PipelineModel.load(self.path("pipeline"))
        self.assertIsInstance(loaded.stages[1], rnnlm.TrainedLanguageModel)
        self.assertEqual(
            loaded.transform(self.texts).orderBy("id").collect(),
            tuned.bestModel.transform(self.texts).orderBy("id").collect(),
        )

    def test_functions_of_sql(self):
        names = register_functions(self.session, self.model.summary.run, "lm_", {"generate.length": 4})
        self.assertIn("lm_perplexity", names)
        self.texts.createOrReplaceTempView("texts")
        told = self.session.sql("select id, lm_nats(text) nats from texts").orderBy("id").collect()
        self.assertEqual(told, self.model.transform(self.texts).select("id", "nats").orderBy("id").collect())


if __name__ == "__main__":
    unittest.main()
