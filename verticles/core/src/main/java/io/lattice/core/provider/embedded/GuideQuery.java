package io.lattice.core.provider.embedded;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * A question as a query. Made of terms, never parsed, so that nothing in a question is an operator.
 */
final class GuideQuery {
  /** What a second place adds to the best one that has the word. */
  private static final float TIE_BREAKER = 0.2f;

  /** However long the question, a passage with so many of its words is about it. */
  private static final int ENOUGH_TERMS = 3;

  private GuideQuery() {}

  /** One word in common is chance: a passage needs half of them, or enough. */
  static Query of(Set<String> terms) {
    var query =
        new BooleanQuery.Builder()
            .setMinimumNumberShouldMatch(Math.min(ENOUGH_TERMS, (terms.size() + 1) / 2));
    terms.forEach(term -> query.add(anywhere(term), Occur.SHOULD));
    return query.build();
  }

  private static Query anywhere(String term) {
    List<Query> places =
        Arrays.stream(Place.values()).map(place -> in(place, term)).collect(Collectors.toList());
    return new DisjunctionMaxQuery(places, TIE_BREAKER);
  }

  private static Query in(Place place, String term) {
    return new BoostQuery(new TermQuery(new Term(place.name(), term)), place.weight());
  }
}
