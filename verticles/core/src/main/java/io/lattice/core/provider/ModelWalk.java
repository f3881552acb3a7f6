package io.lattice.core.provider;

import io.lattice.core.dialect.Allowance;
import io.lattice.core.dialect.ModelPage;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * One walk through the lists of a provider, page after page, until all that is looked for was seen.
 * For one use, on one event loop.
 */
final class ModelWalk {
  /** With the pages we ask for, far more models than anybody has. */
  private static final int MAX_PAGES = 20;

  private final String provider;
  private final ProviderRow row;
  private final Function<Page, Future<ListAnswer>> asking;
  private final LongSupplier ticker;
  private int asked;
  private long latencyMillis;
  private List<Allowance> headroom = List.of();

  /**
   * A page of a list.
   *
   * @param list which of the listing's lists, from 0
   * @param next what the page before said; empty for the first
   */
  record Page(int list, String next) {}

  /**
   * @param ticker monotonic nanoseconds
   */
  ModelWalk(
      String provider,
      ProviderRow row,
      Function<Page, Future<ListAnswer>> asking,
      LongSupplier ticker) {
    this.provider = provider;
    this.row = row;
    this.asking = asking;
    this.ticker = ticker;
  }

  /** Fails with a ChatFailure where the provider refused, or as the network does. */
  Future<Finding.Reached> start(ModelSearch search) {
    long since = ticker.getAsLong();
    return asking
        .apply(new Page(0, ""))
        .compose(
            first -> {
              latencyMillis = TimeUnit.NANOSECONDS.toMillis(ticker.getAsLong() - since);
              headroom = Allowance.of(first.headers()::get);
              return read(first, 0, search);
            })
        .map(models -> new Finding.Reached(latencyMillis, models, headroom));
  }

  private Future<ModelsSeen> read(ListAnswer answer, int list, ModelSearch before) {
    if (list > 0 && answer.isNone()) {
      return Future.succeededFuture(before.result());
    }
    answer.require(provider, row);
    if (answer.isCut()) {
      return untold("its list of models is longer than what is read of it");
    }
    ModelPage page = answer.page(provider, row);
    if (row.listing().names() == ModelListing.Names.BASE_MODELS) {
      return untold("it lists what can be deployed, not what is");
    }
    ModelSearch search = before.in(page.ids());
    String next = page.next();
    if (!search.isOver() && next != null && !next.isEmpty() && row.listing().isPaged()) {
      return ask(new Page(list, next), search);
    }
    return search.isOver() || list + 1 == row.listing().lists().size()
        ? Future.succeededFuture(search.result())
        : ask(new Page(list + 1, ""), search);
  }

  private Future<ModelsSeen> ask(Page page, ModelSearch search) {
    asked++;
    return asked < MAX_PAGES
        ? asking.apply(page).compose(answer -> read(answer, page.list(), search))
        : untold("its list of models has more than %d pages".formatted(MAX_PAGES));
  }

  private static Future<ModelsSeen> untold(String why) {
    return Future.succeededFuture(new ModelsSeen.Untold(why));
  }
}
