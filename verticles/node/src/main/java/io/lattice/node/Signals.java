package io.lattice.node;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C and {@code kill} as an orderly end. A shutdown hook would not do: it leaves exit code 143
 * or 130 behind whatever it did, and a second Ctrl-C could not end the wait.
 */
final class Signals {

  private static final List<String> ENDING = List.of("INT", "TERM");

  private Signals() {}

  /**
   * Both run on a thread of the JVM's own. A signal that the process was started to ignore stays
   * ignored.
   *
   * @param first runs at the first signal
   * @param again runs at each later one
   */
  static void onEnd(Runnable first, Runnable again) {
    var ending = new AtomicBoolean();
    Runnable either = () -> (ending.compareAndSet(false, true) ? first : again).run();
    ENDING.forEach(name -> handle(name, either));
  }

  /**
   * By reflection, because {@code sun.misc.Signal} is the only way there is and the compiler warns
   * of it with a warning that nothing can silence.
   */
  private static void handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object running =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                action.run();
                return null;
              });
      Object named = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handler).invoke(null, named, running);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM cannot catch the signal " + name, e);
    }
  }
}
