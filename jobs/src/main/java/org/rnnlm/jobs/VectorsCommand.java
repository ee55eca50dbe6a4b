package org.rnnlm.jobs;

import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.jobs.specs.VectorSpecs;
import org.rnnlm.jobs.vectors.Word2VecJob;
import org.rnnlm.jobs.vectors.Word2VecSpec;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.text.Text;
import org.rnnlm.vectors.VectorFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vectors}: vectors of words from a prepared corpus, to start a training from. */
@Command(
    name = "vectors",
    description = {
      "Learns vectors of a corpus's tokens with Spark's Word2Vec.",
      "It reads the training split, and writes word2vec's text format, as train --vectors takes it."
    },
    mixinStandardHelpOptions = true)
final class VectorsCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DATA",
      description = "Names the shards, as prepare wrote them.")
  private String data;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "Names a new file, which is compressed if its name ends in .gz or .bz2.")
  private String output;

  @Mixin private SettingsOptions options;

  private final ConsoleOptions console;

  VectorsCommand(ConsoleOptions console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Word2VecSpec spec = VectorSpecs.of(options.resolve());
    requireNew(HadoopSettings.current());
    ShardSet.open(data, HadoopSettings.current());
    try (JavaSparkContext spark = SparkSessions.open("vectors")) {
      Configuration hadoop = spark.hadoopConfiguration();
      ShardSet shards = ShardSet.open(data, hadoop);
      long start = System.nanoTime();
      Map<Integer, float[]> vectors = Word2VecJob.learn(spark, shards, spec);
      VectorFile.write(output, hadoop, shards.vocabulary(), vectors);
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.print(
          Text.format(
              "vectors    %,d of %,d tokens, %d wide, learnt by %d at a time in %s%n",
              vectors.size(),
              shards.vocabulary().size(),
              spec.width(),
              spec.partitions(),
              Texts.duration(seconds)));
      System.out.println("written    " + output);
      console.result(
          Map.of(
              "output", output,
              "tokens", shards.vocabulary().size(),
              "vectors", vectors.size(),
              "width", spec.width(),
              "seconds", seconds));
    }
    return 0;
  }

  private void requireNew(Configuration hadoop) {
    if (BeforeSpark.exists(output, hadoop)) {
      throw new DataException(output + " exists; delete it, or give another --output");
    }
    Folder.at(output, hadoop).parent().requireWritable();
  }
}
