package org.rnnlm.report;

/** A number that stands at the top of a page, with its name. */
public record KeyFigure(String name, String value) {}
