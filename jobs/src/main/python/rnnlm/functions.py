"""Functions of SQL that a checkpoint's model computes."""

from pyspark import SparkContext


def register_functions(session, checkpoint, prefix="rnnlm_", settings=None):
    """Registers them with a session, in place of any before, and returns their names.

    ``checkpoint`` is the folder of a checkpoint, a run, or a saved model's ``model``; ``settings`` are
    by key, such as ``{"generate.length": 50}``. Their results are those of
    ``org.rnnlm.ml.TextFunctions``.
    """
    context = SparkContext._active_spark_context
    return list(
        context._jvm.org.rnnlm.ml.TextFunctions.register(
            session._jsparkSession, checkpoint, prefix, dict(settings or {})
        )
    )
