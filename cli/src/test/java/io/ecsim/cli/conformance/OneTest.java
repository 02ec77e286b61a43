package io.ecsim.cli.conformance;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs one test method in a process of its own and tells by the exit code how it went. */
final class OneTest {

    static final int PASSED = 0;
    static final int FAILED = 10;
    static final int NOT_RUN = 11;

    private OneTest() {}

    public static void main(String[] classAndMethod) throws ReflectiveOperationException {
        Class<?> type = Class.forName(classAndMethod[0], false, OneTest.class.getClassLoader());
        Method method = Arrays.stream(type.getDeclaredMethods())
                .filter(each -> each.getName().equals(classAndMethod[1]) && !each.isSynthetic())
                .findFirst()
                .orElseThrow();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectMethod(type, method))
                .build();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, summary);
        boolean failed = summary.getSummary().getTotalFailureCount() > 0;
        boolean ran = summary.getSummary().getTestsSucceededCount() > 0;
        System.exit(failed ? FAILED : ran ? PASSED : NOT_RUN);
    }
}
