package org.rnnlm.jobs;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnlm.io.DataException;
import org.rnnlm.shard.ArticleTokens;
import org.rnnlm.shard.PairSequences;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardReader;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inspect}: shows what a shard set holds, as text. */
@Command(
    name = "inspect",
    description = "Prints sequences or an article of a shard set as text.",
    mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DATA", description = "Is the folder that prepare wrote.")
  private String location;

  @Option(
      names = "--split",
      defaultValue = "train",
      paramLabel = "train|valid|test",
      description = "Says which split is shown; ${DEFAULT-VALUE} if not given.")
  private Split split;

  @Option(
      names = "--from",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "Is the first sequence that is shown, counted from 0; ${DEFAULT-VALUE} if not given.")
  private long from;

  @Option(
      names = "--count",
      defaultValue = "5",
      paramLabel = "N",
      description = "Says how many sequences are shown; ${DEFAULT-VALUE} if not given.")
  private long count;

  @Option(
      names = "--article",
      paramLabel = "ID",
      description = "Prints the text of this article instead of sequences.")
  private Optional<Long> article = Optional.empty();

  @Option(names = "--tokens", description = "Shows where tokens end, by a bar between them.")
  private boolean tokens;

  private final ConsoleOptions console;

  InspectCommand(ConsoleOptions console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ShardSet data = ShardSet.open(location, HadoopSettings.current());
    if (article.isPresent()) {
      String text = text(ArticleTokens.find(data, split, article.get()), data.vocabulary());
      System.out.println(text);
      console.result(Map.of("article", article.get(), "text", text));
      return 0;
    }
    if (from < 0 || from >= data.split(split).records()) {
      throw new DataException(
          Text.format(
              "--from is %d; split %s has %d sequences, counted from 0",
              from, split.key(), data.split(split).records()));
    }
    for (Shard shard : data.split(split).shards()) {
      if (shard.firstSequence() < from + count && shard.firstSequence() + shard.records() > from) {
        print(ShardReader.read(data.folder(), shard), data);
      }
    }
    return 0;
  }

  private void print(List<TokenSequence> sequences, ShardSet data) {
    for (TokenSequence sequence : sequences) {
      if (sequence.sequence() >= from && sequence.sequence() < from + count) {
        System.out.print(
            Text.format(
                "%s sequence %d, of article %d, %d tokens%s%s:%n",
                split.key(),
                sequence.sequence(),
                sequence.article(),
                sequence.tokens().length,
                sequence.label() == TokenSequence.NO_LABEL
                    ? ""
                    : ", class " + data.manifest().classes().get(sequence.label()),
                overlap(data.manifest().sequences(), sequence)));
        System.out.println(text(sequence, data));
        System.out.println();
        console.result(fields(sequence, data));
      }
    }
  }

  private Map<String, Object> fields(TokenSequence sequence, ShardSet data) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("split", split.key());
    fields.put("sequence", sequence.sequence());
    fields.put("article", sequence.article());
    if (sequence.label() != TokenSequence.NO_LABEL) {
      fields.put("class", data.manifest().classes().get(sequence.label()));
    }
    if (sequence.tags().length > 0) {
      fields.put("words", sequence.words());
      fields.put("tags", tags(sequence, data));
    }
    fields.put("repeated", data.manifest().sequences().repeated(sequence));
    fields.put("text", text(sequence, data));
    fields.put("ids", sequence.tokens());
    return fields;
  }

  private static List<String> tags(TokenSequence sequence, ShardSet data) {
    return Arrays.stream(sequence.tags()).mapToObj(data.manifest().classes()::get).toList();
  }

  /** Returns a pair as source and target, and tagged words with their tags. */
  private String text(TokenSequence sequence, ShardSet data) {
    if (sequence.tags().length > 0) {
      List<String> tags = tags(sequence, data);
      return IntStream.range(0, tags.size())
          .mapToObj(i -> data.vocabulary().token(sequence.tokens()[i]) + "/" + tags.get(i))
          .collect(Collectors.joining(" "));
    }
    return data.manifest().mode() == SequenceMode.PAIR && !tokens
        ? text(PairSequences.sourceTokens(sequence), data.vocabulary())
            + "\n-> "
            + text(PairSequences.targetTokens(sequence), data.vocabulary())
        : text(sequence.tokens(), data.vocabulary());
  }

  private static String overlap(SequenceSpec sequences, TokenSequence sequence) {
    int repeated = sequences.repeated(sequence);
    return repeated == 0
        ? ""
        : Text.format(", the first %d of them the last of the one before", repeated + 1);
  }

  private String text(int[] ids, Vocabulary vocabulary) {
    if (!tokens) {
      return new Codec(vocabulary).decode(ids);
    }
    StringBuilder text = new StringBuilder();
    for (int id : ids) {
      text.append(text.isEmpty() ? "" : "|").append(vocabulary.token(id).replace("\n", "\\n"));
    }
    return text.toString();
  }
}
