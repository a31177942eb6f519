package io.otklik.deploy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a service's stop waits for running requests, by its application.properties. */
final class ShutdownTime {
    private static final Pattern TIMEOUT = Pattern.compile("(?m)^quarkus\\.shutdown\\.timeout=(\\d+)s$");

    private ShutdownTime() {}

    /** 0 for a service that waits for none. */
    static int seconds(ServiceCode code) {
        Matcher timeout = TIMEOUT.matcher(Project.text(code.name() + "/src/main/resources/application.properties"));
        return timeout.find() ? Integer.parseInt(timeout.group(1)) : 0;
    }
}
