package org.rnnlm.serve;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rnnlm.generate.Continuation;
import org.rnnlm.generate.Ending;
import org.rnnlm.generate.GenerationSpec;
import org.rnnlm.generate.TextLanes;
import org.rnnlm.search.Beam;
import org.rnnlm.search.BeamSpec;
import org.rnnlm.search.EndRule;
import org.rnnlm.search.Hypothesis;
import org.rnnlm.vocabulary.Codec;

/** Reads a prompt, then searches for the likeliest texts after it. */
final class BeamJob extends Job {
  private final CompletionRequest request;
  private final ServedModel model;
  private final int[] prompt;
  private final int[] read;
  private final int firstChoice;
  private final Consumer<AnswerPart> parts;
  private final Beam beam;
  private int position;

  BeamJob(
      CompletionRequest request,
      ServedModel model,
      int[] prompt,
      int firstChoice,
      Consumer<AnswerPart> parts) {
    this.request = request;
    this.model = model;
    this.prompt = prompt;
    this.read = model.mode().opened(prompt);
    this.firstChoice = firstChoice;
    this.parts = parts;
    this.beam =
        new Beam(
            new BeamSpec(request.beam(), request.lengthPenalty(), request.maxTokens()),
            model.endsAtEnd() ? EndRule.ALLOWED : EndRule.TEXT);
  }

  @Override
  int width() {
    return request.beam();
  }

  @Override
  int[] rows() {
    return position < read.length ? new int[0] : beam.rows();
  }

  @Override
  int[] tokens() {
    if (position < read.length) {
      int[] same = new int[width()];
      Arrays.fill(same, read[position]);
      return same;
    }
    return beam.tokens();
  }

  @Override
  boolean take(TextLanes lanes, int[] mine) {
    position++;
    if (position < read.length) {
      return true;
    }
    int[] asked = position == read.length ? new int[] {mine[0]} : mine;
    beam.advance(
        Arrays.stream(asked)
            .mapToObj(lane -> TextLanes.logs(lanes.next(lane)))
            .toArray(double[][]::new));
    if (beam.isDone()) {
      tell(beam.ended());
    }
    return !beam.isDone();
  }

  /** Tells as many texts as are asked for; the last one again where the beam found fewer. */
  private void tell(List<Hypothesis> found) {
    for (int i = 0; i < request.choices(); i++) {
      tell(found.get(Math.min(i, found.size() - 1)), firstChoice + i);
    }
  }

  private void tell(Hypothesis best, int choice) {
    GenerationSpec spec =
        new GenerationSpec(request.maxTokens(), request.sampler(), request.stops(), false, 0);
    Continuation text = new Continuation(model.vocabulary(), prompt, model.endsAtEnd(), spec);
    text.take(best.tokens());
    String before = request.echo() ? new Codec(model.vocabulary()).decode(prompt) : "";
    String finish = text.ending().orElseThrow() == Ending.LENGTH ? "length" : "stop";
    parts.accept(
        new AnswerPart(
            choice,
            before + text.fresh(),
            List.of(),
            text.tokens().length,
            Optional.of(finish),
            Optional.empty()));
  }

  @Override
  void fail(Refusal why) {
    parts.accept(AnswerPart.failed(why));
  }
}
