package io.ecsim.experiments.executor;

import io.ecsim.naming.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The executors at hand: the threads of this process, and those whose jar is on the class path. */
public final class RunExecutors {

    /** The name of the executor that is built in. */
    public static final String THREADS = "threads";

    /** The name of the executor of module experiments-spark. */
    public static final String SPARK = "spark";

    private RunExecutors() {}

    /**
     * Returns the executor of a name.
     *
     * @throws ExecutorException that says how to get it, if it is not at hand
     */
    public static RunExecutor named(String name) {
        List<RunExecutor> all = new ArrayList<>(List.of(new ThreadExecutor()));
        ServiceLoader.load(RunExecutor.class).forEach(all::add);
        Optional<RunExecutor> found =
                all.stream().filter(each -> each.name().equals(name)).findFirst();
        if (found.isPresent()) {
            return found.get();
        }
        if (name.equals(SPARK)) {
            throw new ExecutorException(
                    "--executor is spark, but Apache Spark is not on the class path: the ecsim command"
                            + " of a clone builds what it needs (a download of about 240 MB, once); docs/scale.md shows the"
                            + " command line for a jar");
        }
        List<String> names = new ArrayList<>(all.stream().map(RunExecutor::name).toList());
        if (!names.contains(SPARK)) {
            names.add(SPARK);
        }
        String hint = NearestName.hint(name, names);
        throw new ExecutorException("--executor is \"" + name + "\"" + (hint.isEmpty() ? "." : hint) + " Allowed: "
                + String.join(", ", names));
    }
}
