package io.ecsim.experiments.explain;

import io.ecsim.naming.NearestName;
import java.util.List;

/** What was asked to be explained cannot be. The message is one line for the user. */
public final class ExplainException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ExplainException(String message, List<String> known, String found) {
        super(message + NearestName.hint(found, known));
    }
}
