package org.rnnlm.serve;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rnnlm.generate.Continuation;
import org.rnnlm.generate.Ending;
import org.rnnlm.generate.GenerationSpec;
import org.rnnlm.generate.Lanes;
import org.rnnlm.search.Beam;
import org.rnnlm.search.BeamSpec;
import org.rnnlm.search.EndRule;
import org.rnnlm.search.Hypothesis;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Vocabulary;

/** Reads a prompt, then searches for the likeliest texts after it. */
final class BeamJob extends Job {
  private final CompletionRequest request;
  private final ServedModel model;
  private final int[] prompt;
  private final int[] read;
  private final int firstChoice;
  private final Consumer<Part> parts;
  private final Beam beam;
  private int position;

  BeamJob(
      CompletionRequest request,
      ServedModel model,
      int[] prompt,
      int firstChoice,
      Consumer<Part> parts) {
    this.request = request;
    this.model = model;
    this.prompt = prompt;
    this.read = model.opened(prompt);
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
  boolean take(Lanes lanes, int[] mine) {
    position++;
    if (position < read.length) {
      return true;
    }
    int[] asked = position == read.length ? new int[] {mine[0]} : mine;
    beam.advance(
        Arrays.stream(asked)
            .mapToObj(lane -> Lanes.logs(lanes.next(lane)))
            .toArray(double[][]::new));
    if (beam.isDone()) {
      tell(beam.ended());
    }
    return !beam.isDone();
  }

  /** Fewer than are asked for where the beam had so few to find. */
  private void tell(List<Hypothesis> found) {
    for (int i = 0; i < request.choices(); i++) {
      tell(found.get(Math.min(i, found.size() - 1)), firstChoice + i);
    }
  }

  private void tell(Hypothesis best, int choice) {
    GenerationSpec spec =
        new GenerationSpec(request.maxTokens(), request.sampler(), request.stops(), false, 0);
    Continuation text = new Continuation(model.vocabulary(), prompt, model.endsAtEnd(), spec);
    for (int i = 0; i < best.tokens().length && text.ending().isEmpty(); i++) {
      text.extend(best.tokens()[i]);
    }
    if (text.ending().isEmpty()) {
      text.extend(Vocabulary.END);
    }
    String before = request.echo() ? new Codec(model.vocabulary()).decode(prompt) : "";
    String finish = text.ending().orElseThrow() == Ending.LENGTH ? "length" : "stop";
    parts.accept(
        new Part(
            choice,
            before + text.fresh(),
            List.of(),
            text.tokens().length,
            Optional.of(finish),
            Optional.empty()));
  }

  @Override
  void fail(Refusal why) {
    parts.accept(Part.failed(why));
  }
}
