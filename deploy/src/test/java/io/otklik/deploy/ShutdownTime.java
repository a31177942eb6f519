package io.otklik.deploy;

import java.util.regex.Pattern;

/** How long a service's stop may take, by its application.properties: while requests still come, and until those under way are done. */
final class ShutdownTime {
    private static final Pattern TIME = Pattern.compile("(?m)^quarkus\\.shutdown\\.(?:delay|timeout)=(\\d+)(ms|s)$");

    private ShutdownTime() {}

    static double seconds(ServiceCode code) {
        return TIME.matcher(Project.text(code.name() + "/src/main/resources/application.properties"))
                .results()
                .mapToDouble(
                        time -> Integer.parseInt(time.group(1)) / (time.group(2).equals("ms") ? 1000.0 : 1))
                .sum();
    }
}
