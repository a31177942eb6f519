package io.otklik.edge;

import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.util.Arrays;

/**
 * Tells a form that cannot be read (400) from a fault of our own (500). Quarkus' parser has no exception for it: it fails with whatever
 * it stumbles over, an index or a null, so that only the place tells.
 */
final class BrokenForm {

    private static final String PARSER = "org.jboss.resteasy.reactive.server.core.multipart.";

    private BrokenForm() {}

    static boolean isIn(Throwable failure) {
        Throwable root = failure;
        boolean parsing = isFromParser(failure);
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
            parsing = parsing || isFromParser(root);
        }
        return parsing && !isOfDisk(root);
    }

    private static boolean isFromParser(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith(PARSER));
    }

    /** The parser writes uploads to disk, too: a full one is no fault of the form's. */
    private static boolean isOfDisk(Throwable root) {
        boolean thrownByParser = root.getStackTrace().length > 0
                && root.getStackTrace()[0].getClassName().startsWith(PARSER);
        return root instanceof IOException && !(root instanceof UnsupportedEncodingException) && !thrownByParser;
    }
}
