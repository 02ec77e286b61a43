package io.ecsim.schedulers.source;

import io.ecsim.placement.StrategyProvider;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The strategies of a jar: those that its {@code META-INF/services} lists. */
final class StrategyJar {

    private static final String SERVICE = StrategyProvider.class.getName();

    private StrategyJar() {}

    /** Returns the providers of a jar in the order it lists them; classes are loaded as they are needed, to the end. */
    static List<StrategyProvider> providers(Path jar) {
        String name = String.valueOf(jar.getFileName());
        List<StrategyProvider> found = new ArrayList<>();
        try {
            URL[] classes = {jar.toUri().toURL()};
            URLClassLoader loader = new URLClassLoader(classes, StrategyProvider.class.getClassLoader());
            for (StrategyProvider provider : ServiceLoader.load(StrategyProvider.class, loader)) {
                if (provider.getClass().getClassLoader() == loader) {
                    provider.info();
                    found.add(provider);
                }
            }
        } catch (MalformedURLException impossible) {
            throw new StrategyFileException(name + ": its path is no URL");
        } catch (ServiceConfigurationError | LinkageError broken) {
            String why = broken.getCause() == null ? "" : " (" + broken.getCause() + ")";
            throw new StrategyFileException((name + ": " + broken.getMessage() + why).replaceAll("\\s+", " "));
        }
        if (found.isEmpty()) {
            throw new StrategyFileException(
                    name + ": no strategy in it; META-INF/services/" + SERVICE + " must list its providers");
        }
        return found;
    }
}
