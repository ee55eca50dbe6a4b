package org.rnnlm.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.repl.Main$;
import org.apache.spark.repl.SparkILoop;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.Json;
import scala.Console;
import scala.runtime.AbstractFunction0;

/** The page's lines in Scala do what they say, typed into Spark's own shell. */
class ScalaLinesIT {
  private static final String BEGIN = "```scala\n";

  @TempDir private Path folder;

  @Test
  void theShellUnderstandsThePagesLines() throws IOException {
    write("articles.jsonl", ArticleRows.rows(0, 60));
    write("new.jsonl", ArticleRows.rows(5_000, 5_010));
    String page = Files.readString(Path.of("SPARK.md"));
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    String lines = page.substring(begin, page.indexOf("```", begin));
    for (String place : List.of("articles.jsonl", "new.jsonl", "work")) {
      assertThat(lines).contains('"' + place + '"');
      lines = lines.replace('"' + place + '"', '"' + folder.resolve(place).toString() + '"');
    }
    String told = typed(lines);
    assertThat(told)
        .doesNotContain("error:")
        .doesNotContain("Exception")
        .contains("|epoch|", "|    3|", "|   id|tokens|", "perplexity: Double = ");
  }

  private void write(String name, List<Row> articles) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Row article : articles) {
      lines.add(Json.line(Map.of("id", article.getLong(0), "text", article.getString(1))));
    }
    Files.write(folder.resolve(name), lines);
  }

  private static String typed(String lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream told = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Main$.MODULE$.conf().set("spark.master", "local[2]").set("spark.ui.enabled", "false");
    SparkILoop shell =
        new SparkILoop(
            new BufferedReader(new StringReader(lines)),
            new PrintWriter(told, true, StandardCharsets.UTF_8));
    Console.withOut(
        told,
        new AbstractFunction0<Object>() {
          @Override
          public Object apply() {
            String[] arguments = {"-classpath", System.getProperty("java.class.path")};
            Main$.MODULE$.doMain(arguments, shell);
            return "";
          }
        });
    Main$.MODULE$.sparkContext().stop();
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
