package org.rnnlm.serve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rnnlm.generate.Continuation;
import org.rnnlm.generate.Ending;
import org.rnnlm.generate.GenerationSpec;
import org.rnnlm.generate.TextLanes;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.GrowingText;

/** Reads a prompt, then draws what follows. */
final class DrawJob extends Job {
  private final CompletionRequest request;
  private final int choice;
  private final Consumer<AnswerPart> parts;
  private final int[] read; // what stands before a text, and the prompt
  private final Optional<Continuation> continuation; // none where nothing is to be written
  private final GrowingText shown; // as far as tokens are told of
  private final Deque<TokenLog> logs = new ArrayDeque<>(); // not yet told
  private final String prompt; // its text, if it is to be shown
  private boolean promptTold;
  private int position;
  private int drawn;
  private int offset; // of the next token
  private int told; // code points

  DrawJob(
      CompletionRequest request,
      ServedModel model,
      int[] prompt,
      int choice,
      long seed,
      Consumer<AnswerPart> parts) {
    this.request = request;
    this.choice = choice;
    this.parts = parts;
    this.read = model.mode().opened(prompt);
    this.shown = new GrowingText(model.vocabulary());
    this.prompt = request.echo() ? new Codec(model.vocabulary()).decode(prompt) : "";
    this.continuation =
        request.maxTokens() == 0
            ? Optional.empty()
            : Optional.of(
                new Continuation(
                    model.vocabulary(),
                    prompt,
                    model.endsAtEnd(),
                    new GenerationSpec(
                        request.maxTokens(), request.sampler(), request.stops(), false, seed)));
  }

  /** Returns whether there is an answer without reading anything. */
  boolean isTrivial() {
    return continuation.isEmpty() && (read.length == 1 || !tellsPrompt());
  }

  /** Answers without reading anything. */
  void answer() {
    tell("", 0, Optional.of("length"));
  }

  private boolean tellsPrompt() {
    return request.echo() && request.logprobs().isPresent();
  }

  @Override
  int[] tokens() {
    return new int[] {position < read.length ? read[position] : drawn};
  }

  @Override
  boolean take(TextLanes lanes, int[] mine) {
    position++;
    if (position < read.length) {
      return takePrompt(lanes, mine[0]);
    }
    double[] next = lanes.next(mine[0]);
    Continuation text = continuation.orElseThrow();
    drawn = text.extend(next);
    boolean ended = text.ending().filter(why -> why == Ending.END).isPresent();
    if (!ended) {
      log(drawn, next);
    }
    Optional<String> finish = text.ending().map(why -> why == Ending.LENGTH ? "length" : "stop");
    tell(text.fresh(), ended ? 0 : 1, finish);
    return finish.isEmpty();
  }

  /** A token of the prompt was read, and another one follows. */
  private boolean takePrompt(TextLanes lanes, int lane) {
    if (!tellsPrompt()) {
      shown.add(read[position]);
      return true;
    }
    log(read[position], lanes.next(lane));
    boolean last = position == read.length - 1;
    if (last && continuation.isEmpty()) {
      tell("", 0, Optional.of("length"));
      return false;
    }
    return true;
  }

  private void log(int token, double[] next) {
    if (request.logprobs().isPresent()) {
      logs.add(TokenLog.of(shown, token, next, request.logprobs().getAsInt(), offset));
    }
    String text = shown.add(token);
    offset += text.codePointCount(0, text.length());
  }

  /** Tells what is new of the text, with the tokens that begin in what is told by now. */
  private void tell(String fresh, int written, Optional<String> finish) {
    String text = promptTold ? fresh : prompt + fresh;
    promptTold = true;
    told += text.codePointCount(0, text.length());
    List<TokenLog> due = new ArrayList<>();
    boolean length = finish.filter("length"::equals).isPresent();
    while (!logs.isEmpty() && (logs.peek().offset() < told || length)) {
      due.add(logs.remove());
    }
    parts.accept(new AnswerPart(choice, text, due, written, finish, Optional.empty()));
  }

  @Override
  void fail(Refusal why) {
    parts.accept(AnswerPart.failed(why));
  }
}
