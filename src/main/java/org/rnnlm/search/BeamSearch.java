package org.rnnlm.search;

import java.util.List;

/** Leads a {@link Beam} to its end with a reader. */
public final class BeamSearch {
  private final BeamReader reader;
  private final BeamSpec spec;
  private final EndRule ends;

  public BeamSearch(BeamReader reader, BeamSpec spec, EndRule ends) {
    this.reader = reader;
    this.spec = spec;
    this.ends = ends;
  }

  /**
   * Returns all hypotheses that have ended, the best first. The reader has forgotten them then.
   *
   * @param first log-probabilities of the first token, after what the reader has read
   */
  public List<Hypothesis> search(double[] first) {
    Beam beam = new Beam(spec, ends);
    beam.advance(new double[][] {first});
    while (!beam.isDone()) {
      reader.select(beam.rows());
      beam.advance(reader.step(beam.tokens()));
    }
    reader.clear();
    return beam.ended();
  }
}
