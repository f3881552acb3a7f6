package io.lattice.config.read;

import io.lattice.config.ConfigProblems;
import io.lattice.config.Problem;
import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Loads what the outside says, through Vert.x Config. Files come as they are: a tree merged by
 * Vert.x would not know the lines of its values.
 */
final class SourceLoader {

  private final Vertx vertx;
  private final ConfigRetriever retriever;
  private final Map<String, Path> files = new LinkedHashMap<>();
  private final ConfigPlace place;

  SourceLoader(Vertx vertx, ConfigPlace place) {
    this.vertx = vertx;
    this.place = place;
    files.put(Sources.LATTICE, place.folder().resolve(Sources.LATTICE));
    files.put(Sources.MODELS, place.folder().resolve(Sources.MODELS));
    files.put(DotEnv.FILE, place.dotEnv());
    ConfigRetrieverOptions options = new ConfigRetrieverOptions().setScanPeriod(-1);
    files.forEach((name, path) -> options.addStore(store(name, path)));
    this.retriever = ConfigRetriever.create(vertx, options);
  }

  /** Reads everything anew; fails with {@link ConfigProblems} for a file that cannot be read. */
  Future<Sources> load() {
    return retriever
        .getConfig()
        .compose(found -> unreadable(found).map(problems -> sources(found, problems)));
  }

  Future<Void> close() {
    return retriever.close();
  }

  private static ConfigStoreOptions store(String name, Path path) {
    return new ConfigStoreOptions()
        .setType("file")
        .setFormat("raw")
        .setOptional(true)
        .setConfig(
            new JsonObject()
                .put("path", path.toString())
                .put("raw.key", name)
                .put("raw.type", "binary"));
  }

  /** An optional store is silent about a file that is there and cannot be read; we are not. */
  private Future<List<Problem>> unreadable(JsonObject found) {
    List<Problem> problems = new ArrayList<>();
    Future<Void> checked = checkFolder(problems);
    for (Map.Entry<String, Path> file : files.entrySet()) {
      if (!found.containsKey(file.getKey())) {
        checked =
            checked
                .compose(done -> vertx.fileSystem().exists(file.getValue().toString()))
                .map(
                    exists -> {
                      if (exists) {
                        problems.add(problem(file.getKey(), "cannot be read; check who may"));
                      }
                      return null;
                    });
      }
    }
    return checked.map(problems);
  }

  private Future<Void> checkFolder(List<Problem> problems) {
    if (!place.isNamed()) {
      return Future.succeededFuture();
    }
    return vertx
        .fileSystem()
        .exists(place.folder().toString())
        .map(
            exists -> {
              if (!exists) {
                problems.add(
                    new Problem(
                        "environment",
                        EnvironmentLayer.CONFIG_FOLDER,
                        null,
                        place.shown(),
                        "is not there; create the folder or unset the variable"));
              }
              return null;
            });
  }

  private Sources sources(JsonObject found, List<Problem> problems) {
    String lattice = text(found, Sources.LATTICE, problems);
    String models = text(found, Sources.MODELS, problems);
    String dotEnv = text(found, DotEnv.FILE, problems);
    if (!problems.isEmpty()) {
      throw new ConfigProblems(problems);
    }
    return new Sources(place.shown(), lattice, models, dotEnv, place.environment());
  }

  private @Nullable String text(JsonObject found, String name, List<Problem> problems) {
    byte[] bytes = found.getBinary(name);
    if (bytes == null) {
      return null;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      problems.add(problem(name, "is not UTF-8; save it as UTF-8"));
      return null;
    }
  }

  private Problem problem(String name, String message) {
    String file = name.equals(DotEnv.FILE) ? name : place.shown() + "/" + name;
    return new Problem(file, "", null, null, message);
  }
}
