package io.otklik.deploy;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a service's code says of its environment.
 *
 * @param variables what it reads, with the defaults
 */
record ServiceCode(String name, Map<String, Optional<String>> variables) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(OTKLIK_[A-Z_]+)(?::([^}]*))?}");
    private static final Pattern LOCAL = Pattern.compile("localhost|otklik");
    private static final Pattern SECRET = Pattern.compile("OTKLIK_.*(USERNAME|PASSWORD|TOKEN)");

    static final String GATEWAY = "gateway";

    static List<ServiceCode> all() {
        return Stream.of("identity-service", "ticket-service", "notification-service", "admin-service", GATEWAY)
                .map(ServiceCode::named)
                .toList();
    }

    static Set<String> names() {
        return all().stream().map(ServiceCode::name).collect(Collectors.toCollection(TreeSet::new));
    }

    static ServiceCode named(String name) {
        Map<String, Optional<String>> variables = new TreeMap<>();
        String pom = Project.text(name + "/pom.xml");
        Stream.of("http-edge", "outbox", "people")
                .filter(library -> pom.contains("<artifactId>" + library + "</artifactId>"))
                .forEach(library ->
                        collect(library + "/src/main/resources/META-INF/microprofile-config.properties", variables));
        collect(name + "/src/main/resources/application.properties", variables);
        return new ServiceCode(name, variables);
    }

    /** Every variable that some service reads. */
    static Set<String> allVariables() {
        return all().stream()
                .flatMap(service -> service.variables().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static boolean isSecret(String variable) {
        return SECRET.matcher(variable).matches();
    }

    int port() {
        return Integer.parseInt(variables.get("OTKLIK_PORT").orElseThrow());
    }

    /** The name of its database; empty for the gateway. */
    Optional<String> database() {
        return variables
                .getOrDefault("OTKLIK_DATABASE", Optional.empty())
                .map(url -> url.substring(url.indexOf('/') + 1));
    }

    /** What has no default, or one that is only good where everything is on one machine. */
    Set<String> mustBeSet() {
        return variables.entrySet().stream()
                .filter(variable -> variable.getValue().isEmpty()
                        || LOCAL.matcher(variable.getValue().get()).find())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void collect(String path, Map<String, Optional<String>> variables) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Project.text(path)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        for (String key : properties.stringPropertyNames()) {
            if (!key.startsWith("%")) {
                Matcher matcher = VARIABLE.matcher(properties.getProperty(key));
                while (matcher.find()) {
                    variables.put(matcher.group(1), Optional.ofNullable(matcher.group(2)));
                }
            }
        }
    }
}
