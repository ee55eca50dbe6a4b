package org.rnnlm.prep.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * An expression of MediaWiki's {@code #expr}: numbers, brackets, and operators with the precedence
 * they have there. Read with two stacks, so that nesting has no limit but the length. For one
 * expression.
 */
final class Expression {

  private static final int LONGEST = 1_000;

  private static final int UNARY = 10;
  private static final int FUNCTION = 9;
  private static final int BRACKET = -1;

  private static final Map<String, Double> CONSTANTS = Map.of("pi", Math.PI, "e", Math.E);

  private static final Map<String, DoubleUnaryOperator> FUNCTIONS =
      Map.ofEntries(
          Map.entry("abs", Math::abs),
          Map.entry("ceil", Math::ceil),
          Map.entry("floor", Math::floor),
          Map.entry("trunc", x -> x < 0 ? Math.ceil(x) : Math.floor(x)),
          Map.entry("sqrt", Math::sqrt),
          Map.entry("exp", Math::exp),
          Map.entry("ln", Math::log),
          Map.entry("sin", Math::sin),
          Map.entry("cos", Math::cos),
          Map.entry("tan", Math::tan),
          Map.entry("asin", Math::asin),
          Map.entry("acos", Math::acos),
          Map.entry("atan", Math::atan),
          Map.entry("not", x -> x == 0 ? 1 : 0));

  private static final Map<String, Operator> BINARY =
      Map.ofEntries(
          binary("e", 10, (x, y) -> x * Math.pow(10, y)),
          binary("^", 8, Math::pow),
          binary("*", 7, (x, y) -> x * y),
          binary("/", 7, (x, y) -> x / y),
          binary("div", 7, (x, y) -> x / y),
          binary("mod", 7, (x, y) -> (long) x % (long) y),
          binary("fmod", 7, (x, y) -> x % y),
          binary("+", 6, Double::sum),
          binary("-", 6, (x, y) -> x - y),
          binary("round", 5, Expression::round),
          binary("=", 4, (x, y) -> x == y ? 1 : 0),
          binary("!=", 4, (x, y) -> x != y ? 1 : 0),
          binary("<>", 4, (x, y) -> x != y ? 1 : 0),
          binary("<", 4, (x, y) -> x < y ? 1 : 0),
          binary(">", 4, (x, y) -> x > y ? 1 : 0),
          binary("<=", 4, (x, y) -> x <= y ? 1 : 0),
          binary(">=", 4, (x, y) -> x >= y ? 1 : 0),
          binary("and", 3, (x, y) -> x != 0 && y != 0 ? 1 : 0),
          binary("or", 2, (x, y) -> x != 0 || y != 0 ? 1 : 0));

  /** An operator of one operand or two, or an opening bracket, which is none. */
  private record Operator(int precedence, boolean isUnary, DoubleBinaryOperator function) {}

  /** What cannot be calculated. */
  private static final class Flaw extends Exception {
    private static final long serialVersionUID = 1L;

    private Flaw() {
      super("no expression", null, false, false);
    }
  }

  private final String text;
  private final Deque<Double> operands = new ArrayDeque<>();
  private final Deque<Operator> operators = new ArrayDeque<>();
  private boolean wantsOperand = true;
  private int place;

  private Expression(String text) {
    this.text = text;
  }

  /** Returns the value of an expression; empty if it is none, or has none. */
  static OptionalDouble value(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return OptionalDouble.empty();
    }
    String plain = Entities.decode(text).replace('−', '-').toLowerCase(Locale.ROOT);
    try {
      double value = new Expression(plain).value();
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (Flaw | ArithmeticException e) {
      return OptionalDouble.empty();
    }
  }

  private double value() throws Flaw {
    while (place < text.length()) {
      char c = Literal.shown(text.charAt(place));
      if (Character.isWhitespace(c)) {
        place++;
      } else if (c >= '0' && c <= '9' || c == '.') {
        addNumber();
      } else if (c == '(' || c == ')') {
        addBracket(c);
      } else {
        addWord(word());
      }
    }
    while (!operators.isEmpty()) {
      apply(operators.pop());
    }
    if (wantsOperand || operands.size() != 1) {
      throw new Flaw();
    }
    return operands.pop();
  }

  private void addNumber() throws Flaw {
    int end = place;
    while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    addOperand(Numbers.parsed(text.substring(place, end)).orElseThrow(Flaw::new));
    place = end;
  }

  private void addOperand(double value) throws Flaw {
    if (!wantsOperand) {
      throw new Flaw();
    }
    operands.push(value);
    wantsOperand = false;
  }

  private void addBracket(char bracket) throws Flaw {
    place++;
    if ((bracket == '(') != wantsOperand) {
      throw new Flaw();
    }
    if (bracket == '(') {
      operators.push(new Operator(BRACKET, true, (x, y) -> Double.NaN));
      return;
    }
    applyAbove(BRACKET + 1);
    if (operators.isEmpty()) {
      throw new Flaw();
    }
    operators.pop();
  }

  /** Returns a word of letters, or the longest sign that is an operator. */
  private String word() {
    int end = place;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    if (end == place) {
      String two = Literal.plain(text.substring(place, Math.min(text.length(), place + 2)));
      end = place + (BINARY.containsKey(two) ? two.length() : 1);
    }
    String word = Literal.plain(text.substring(place, end));
    place = end;
    return word;
  }

  private void addWord(String word) throws Flaw {
    if (wantsOperand) {
      addPrefix(word);
      return;
    }
    Operator operator = Optional.ofNullable(BINARY.get(word)).orElseThrow(Flaw::new);
    applyAbove(operator.precedence());
    operators.push(operator);
    wantsOperand = true;
  }

  private void addPrefix(String word) throws Flaw {
    if (CONSTANTS.containsKey(word)) {
      addOperand(CONSTANTS.get(word));
    } else if (FUNCTIONS.containsKey(word)) {
      DoubleUnaryOperator function = FUNCTIONS.get(word);
      operators.push(new Operator(FUNCTION, true, (x, y) -> function.applyAsDouble(x)));
    } else if (word.equals("-")) {
      operators.push(new Operator(UNARY, true, (x, y) -> -x));
    } else if (!word.equals("+")) {
      throw new Flaw();
    }
  }

  private void applyAbove(int precedence) throws Flaw {
    while (!operators.isEmpty() && operators.peek().precedence() >= precedence) {
      apply(operators.pop());
    }
  }

  private void apply(Operator operator) throws Flaw {
    if (operands.size() < (operator.isUnary() ? 1 : 2) || operator.precedence() == BRACKET) {
      throw new Flaw();
    }
    double second = operator.isUnary() ? 0 : operands.pop();
    operands.push(operator.function().applyAsDouble(operands.pop(), second));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static double round(double number, double digits) {
    double shift = Math.pow(10, Math.rint(digits));
    return Math.signum(number) * Math.floor(Math.abs(number) * shift + 0.5) / shift;
  }

  private static Map.Entry<String, Operator> binary(
      String sign, int precedence, DoubleBinaryOperator function) {
    return Map.entry(sign, new Operator(precedence, false, function));
  }
}
