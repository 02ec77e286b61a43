package io.ecsim.cli;

import io.ecsim.experiments.bundle.BundleException;
import io.ecsim.experiments.drills.DrillException;
import io.ecsim.experiments.executor.ExecutorException;
import io.ecsim.experiments.journal.JournalException;
import io.ecsim.schedulers.external.PolicyException;
import io.ecsim.schedulers.source.StrategyFileException;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.document.DocumentException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Failures as a user reads them: one line a fault, no trace. */
final class Failures {

    /** The command could not do what it was asked. */
    static final int FAILED = 1;

    /** What the user gave is wrong. */
    static final int BAD_INPUT = 2;

    private Failures() {}

    /** Prints a failure and returns the exit code. */
    static int report(Exception failure, PrintWriter err, boolean debug) {
        boolean input = failure instanceof DocumentException
                || failure instanceof WorkloadException
                || failure instanceof JournalException
                || failure instanceof ExecutorException
                || failure instanceof DrillException
                || failure instanceof BundleException
                || failure instanceof InputException;
        if (input) {
            Optional.ofNullable(failure.getMessage()).stream()
                    .flatMap(String::lines)
                    .forEach(err::println);
        } else if (failure instanceof FileSystemException file) {
            err.println("ecsim: " + file.getFile() + ": " + reason(file));
        } else if (failure instanceof PolicyException || failure instanceof StrategyFileException) {
            err.println("ecsim: " + failure.getMessage());
        } else if (failure instanceof IOException) {
            err.println("ecsim: " + oneLine(failure));
        } else {
            err.println("ecsim: unexpected failure: " + oneLine(failure)
                    + (debug ? "" : "; run it again with --debug to see where"));
        }
        if (debug) {
            failure.printStackTrace(err);
        }
        return input ? BAD_INPUT : FAILED;
    }

    /** The message of these failures is only a path. */
    private static String reason(FileSystemException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file or folder, and none can be made";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "a file is in the way";
        }
        if (failure instanceof AccessDeniedException) {
            return "access is denied";
        }
        String reason = failure.getReason();
        return reason == null ? failure.getClass().getSimpleName() : reason.replaceAll("\\s*\\R\\s*", " ");
    }

    private static String oneLine(Exception failure) {
        String message = failure.getMessage();
        String text = message == null || message.isBlank() ? "" : ": " + message;
        return (failure.getClass().getSimpleName() + text).replaceAll("\\s*\\R\\s*", " ");
    }
}
