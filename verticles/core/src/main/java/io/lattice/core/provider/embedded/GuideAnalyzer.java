package io.lattice.core.provider.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.util.CharTokenizer;

/**
 * What counts as a word, in the documentation and in a question alike: runs of letters and digits,
 * so that {@code OPENAI_API_KEY} is found by "api key for openai", then English stems.
 */
final class GuideAnalyzer extends Analyzer {
  /** More of a question tells nothing new, and bounds the time that a lookup takes. */
  private static final int MOST_CHARACTERS = 4_000;

  private static final int MOST_TERMS = 32;

  /** Words of asking, greeting and thanking: they say nothing about what is asked. */
  private static final CharArraySet NOT_SAYING_MUCH = notSayingMuch();

  private static CharArraySet notSayingMuch() {
    var words =
        new CharArraySet(
            List.of(
                ("about am any anyone anything between can cannot could d did do does done exist exists explain from get"
                        + " good give had happen happens has have hello help hey hi hiya how i just know let ll m"
                        + " make many may me mean meaning means might more morning much my need of on one our please"
                        + " re s shall should show so some t tell thank thanks use used using ve want we were what"
                        + " when where whether which who whom whose why work works would you your yours")
                    .split(" ")),
            false);
    words.addAll(EnglishAnalyzer.ENGLISH_STOP_WORDS_SET);
    return CharArraySet.unmodifiableSet(words);
  }

  /** The distinct terms of a question in their order; empty where it asks nothing. */
  Set<String> termsOf(String question) {
    var terms = new LinkedHashSet<String>();
    try (TokenStream words = tokenStream("", beginningOf(question))) {
      var term = words.addAttribute(CharTermAttribute.class);
      words.reset();
      while (terms.size() < MOST_TERMS && words.incrementToken()) {
        terms.add(term.toString());
      }
      return terms;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String beginningOf(String question) {
    return question.substring(0, Math.min(question.length(), MOST_CHARACTERS));
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    Tokenizer words = CharTokenizer.fromTokenCharPredicate(Character::isLetterOrDigit);
    TokenStream lower = new LowerCaseFilter(words);
    return new TokenStreamComponents(
        words, new PorterStemFilter(new StopFilter(lower, NOT_SAYING_MUCH)));
  }
}
