package org.rnnlm.jobs;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.fs.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.generate.TextLanes;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.specs.ComputeSpecs;
import org.rnnlm.jobs.specs.ServeSpecs;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.run.TrainingState;
import org.rnnlm.score.ScoringModel;
import org.rnnlm.serve.ServeSpec;
import org.rnnlm.serve.ServedModel;
import org.rnnlm.serve.Server;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code serve}: a model answers over HTTP, until it is stopped. Needs no cluster. */
@Command(
    name = "serve",
    description = "Serves a trained model over HTTP, with a page to write with it.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Mixin private CheckpointOptions trained;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "Is what it listens on; this machine alone if not given (serve.host).")
  private Optional<String> host;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Is the port that it listens on; 0 takes any that is free (serve.port).")
  private Optional<Integer> port;

  @Option(
      names = "--token-variable",
      paramLabel = "NAME",
      description =
          "Names the environment's variable with the token that requests must carry"
              + " (serve.token-variable).")
  private Optional<String> tokenVariable;

  @Option(
      names = "--unknown",
      paramLabel = "refuse|map",
      description =
          "Says what to do with tokens of a prompt that the vocabulary lacks (generate.unknown).")
  private Optional<String> unknown;

  @Mixin private SettingsOptions options;

  private final ConsoleOptions console;

  ServeCommand(ConsoleOptions console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings settings =
        options
            .and("--host", "serve.host", host)
            .and("--port", "serve.port", port)
            .and("--token-variable", "serve.token-variable", tokenVariable)
            .and("--unknown", "generate.unknown", unknown)
            .resolve();
    ServeSpec spec = ServeSpecs.of(settings, System.getenv());
    KernelSpec kernels = ComputeSpecs.of(settings).kernels();
    TrainedModel model = trained.model(HadoopSettings.current());
    ScoringModel.require(model.state());
    ServedModel served = served(model, settings);
    Server server = new Server(served, spec, () -> lanes(model, kernels, spec.lanes()));
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, stopped), "stop"));
    if (spec.token().isEmpty() && !server.isLocal()) {
      System.err.println(
          "warning: others than this machine can ask, and no token is asked for; see"
              + " --token-variable");
    }
    int lanes = server.awaitLanes();
    if (lanes == 0) { // it has told why
      server.close();
      return 1;
    }
    System.out.print(
        Text.format(
            "serving %s on %s (%d texts side by side; Ctrl-C stops)%n",
            served.id(), server.address(), lanes));
    System.out.flush();
    console.result(Map.of("model", served.id(), "address", server.address(), "texts", lanes));
    stopped.await();
    return 0;
  }

  private static void stop(Server server, CountDownLatch stopped) {
    server.close();
    System.err.println("stopped");
    stopped.countDown();
  }

  /** Makes what computes, in the thread that does. */
  private static TextLanes lanes(TrainedModel model, KernelSpec kernels, int count) {
    MultiLayerNetwork network = model.network();
    Networks.use(network, kernels);
    TextLanes lanes = lanes(model, network, count);
    int size = model.vocabulary().size();
    if (count == 1 || lanes.areEven(size)) {
      return lanes;
    }
    System.err.println(
        "warning: on this machine a text's last digits depend on its place in a batch; texts are"
            + " read one at a time");
    network.rnnClearPreviousState();
    return lanes(model, network, 1);
  }

  private static TextLanes lanes(TrainedModel model, MultiLayerNetwork network, int count) {
    TrainingState state = model.state();
    int window = state.model().head().reads().length();
    return TextLanes.of(network, model.vocabulary().size(), state.sequences(), window, count);
  }

  /** Returns the model under the name of its run, or of its checkpoint where that has none. */
  private static ServedModel served(TrainedModel model, Settings settings) {
    Path folder = new Path(model.folder().toString());
    Path checkpoints = folder.getParent();
    boolean ofRun = checkpoints != null && checkpoints.getName().equals("checkpoints");
    String id = ofRun ? checkpoints.getParent().getName() : folder.getName();
    Vocabulary vocabulary = model.vocabulary();
    return new ServedModel(
        id,
        System.currentTimeMillis() / 1000,
        vocabulary,
        model.state().sequences(),
        settings.flag("generate.stop-at-end"),
        settings.choice("generate.unknown", Unknown.class) == Unknown.MAP);
  }
}
