package io.otklik.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Indexer;
import org.jboss.jandex.MethodInfo;

/** Every route in the code that the suite runs: resources of Jakarta REST and sockets, read from the packaged services. */
final class ServedRoutes {

    private static final DotName PATH = DotName.createSimple("jakarta.ws.rs.Path");
    private static final DotName SOCKET = DotName.createSimple("io.quarkus.websockets.next.WebSocket");
    private static final List<DotName> METHODS = Stream.of("GET", "POST", "PUT", "PATCH", "DELETE")
            .map(method -> DotName.createSimple("jakarta.ws.rs." + method))
            .toList();

    private ServedRoutes() {}

    /** {@code GET /api/v1/tickets/{}} and so on; {@code WS} for sockets. */
    static Set<String> all(Suite suite) {
        Set<String> routes = new TreeSet<>();
        List<Path> services = suite.services();
        if (services.isEmpty()) {
            throw new IllegalStateException("No packaged service found");
        }
        services.forEach(service -> routes.addAll(of(index(service))));
        return routes;
    }

    private static Set<String> of(IndexView index) {
        Set<String> routes = index.getAnnotations(SOCKET).stream()
                .map(socket -> named("WS", socket.value("path").asString()))
                .collect(Collectors.toCollection(TreeSet::new));
        for (AnnotationInstance path : index.getAnnotations(PATH)) {
            if (path.target().kind() == AnnotationTarget.Kind.CLASS) {
                routes.addAll(of(path.target().asClass(), path.value().asString()));
            }
        }
        return routes;
    }

    private static Set<String> of(ClassInfo resource, String mount) {
        Set<String> routes = new TreeSet<>();
        for (MethodInfo method : resource.methods()) {
            String path = method.hasAnnotation(PATH)
                    ? mount + method.annotation(PATH).value().asString()
                    : mount;
            List<String> verbs = METHODS.stream()
                    .filter(method::hasAnnotation)
                    .map(DotName::withoutPackagePrefix)
                    .toList();
            if (verbs.isEmpty() && method.hasAnnotation(PATH)) {
                throw new IllegalStateException("Neither GET, POST, PUT, PATCH nor DELETE: " + method);
            }
            verbs.forEach(verb -> routes.add(named(verb, path)));
        }
        return routes;
    }

    /** Without the names in braces and a slash at the end: the two contracts of one path may call an id differently. */
    static String named(String method, String path) {
        String plain = path.replaceAll("\\{[^}]*}", "{}");
        return method + " " + (plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain);
    }

    private static Index index(Path service) {
        Indexer indexer = new Indexer();
        try (Stream<Path> files = Files.walk(service)) {
            for (Path jar : files.filter(ServedRoutes::isOurs).toList()) {
                add(jar, indexer);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return indexer.complete();
    }

    private static boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        boolean isService = file.getParent().endsWith("app");
        return name.endsWith(".jar") && (isService || name.startsWith("io.otklik."));
    }

    private static void add(Path jar, Indexer indexer) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (var entry : file.stream()
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .toList()) {
                try (InputStream content = file.getInputStream(entry)) {
                    indexer.index(content);
                }
            }
        }
    }
}
