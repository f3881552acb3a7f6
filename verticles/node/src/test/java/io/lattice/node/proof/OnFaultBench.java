package io.lattice.node.proof;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives every test of a class the one {@link FaultBench} of this JVM, and checks its invariants
 * after each.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnFaultBench.Extension.class)
@interface OnFaultBench {

  /** Started by the first test that wants it, closed after the last test of all. */
  final class Extension implements ParameterResolver, BeforeEachCallback, AfterEachCallback {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == FaultBench.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return bench(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
      bench(context).begin();
    }

    @Override
    public void afterEach(ExtensionContext context) {
      bench(context).checkInvariants();
    }

    private static FaultBench bench(ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(FaultBench.class))
          .getOrComputeIfAbsent(FaultBench.class, key -> FaultBench.start(), FaultBench.class);
    }
  }
}
