package io.otklik.acceptance;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import io.restassured.authentication.PreemptiveOAuth2HeaderScheme;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * Holds every exchange of the tests against the merged document: each answer, and each request that was taken (2xx), for what is
 * refused is often wrong on purpose. An answer without a documented status or of another shape fails its test.
 *
 * <p>Not held against it are answers that stand at no operation because they are no operation's: whatever a path outside the
 * document is refused with (it must be refused, unless it is one of the suite's own), and, on all paths alike, 405, 406, 408,
 * 414, 431 and what the gateway refuses as insane. HEAD is looked at as a request only, OPTIONS not at all.
 */
final class DocumentedExchanges implements Filter {

    private static final Set<Integer> OF_NO_OPERATION = Set.of(405, 406, 408, 414, 431);
    private static final List<String> OF_THE_SUITE =
            List.of("/q/", "/ws/", "/.well-known/", "/api/v1/schema", "/api/docs");
    private static final String INSANE = "Недопустимый запрос.";
    private static final String BOT_HOST = "api.yourbot.com";
    private static final String SHARED_MOUNT = "/api/v1/";

    private final OpenApiInteractionValidator document;
    private final Path report;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    /**
     * @param document in YAML
     * @param report where each different failure of the run is written, one a line
     */
    DocumentedExchanges(String document, Path report) {
        this.document = OpenApiInteractionValidator.createForInlineApiSpecification(document)
                .withLevelResolver(LevelResolver.create()
                        .withLevel("validation.request.parameter.query.unexpected", Level.ERROR)
                        // unknown fields are ignored, and tests send them to see it
                        .withLevel("validation.request.body.schema.additionalProperties", Level.IGNORE)
                        .build())
                .build();
        this.report = report;
        try {
            Files.createDirectories(report.getParent());
            Files.writeString(report, "");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public Response filter(
            FilterableRequestSpecification sent, FilterableResponseSpecification expected, FilterContext context) {
        Response answer = context.next(sent, expected);
        if (!sent.getMethod().equals("OPTIONS") && !OF_NO_OPERATION.contains(answer.statusCode())) {
            URI uri = sane(sent.getURI());
            if (uri != null && !isOfTheSuite(uri.getRawPath())) {
                check(sent, path(uri, sent), uri.getRawQuery(), answer);
            }
        }
        return answer;
    }

    /** Fails with what was found since the last call. */
    void assertNone() {
        List<String> found = new ArrayList<>();
        for (String failure = failures.poll(); failure != null; failure = failures.poll()) {
            if (!found.contains(failure)) {
                found.add(failure);
            }
        }
        if (!found.isEmpty()) {
            throw new AssertionError("Not as openapi.yaml says:\n" + String.join("\n", found));
        }
    }

    private static URI sane(String uri) {
        try {
            return URI.create(uri);
        } catch (IllegalArgumentException insane) {
            return null;
        }
    }

    private static boolean isOfTheSuite(String path) {
        return OF_THE_SUITE.stream().anyMatch(path::startsWith);
    }

    private static String path(URI uri, FilterableRequestSpecification sent) {
        String path = uri.getRawPath();
        boolean shared = BOT_HOST.equals(sent.getHeaders().getValue("Host")) && path.startsWith(SHARED_MOUNT);
        return shared ? "/bot" + path : path;
    }

    private void check(FilterableRequestSpecification sent, String path, String query, Response answer) {
        Request.Method method = Request.Method.valueOf(sent.getMethod());
        boolean taken = answer.statusCode() / 100 == 2;
        boolean head = method == Request.Method.HEAD;
        Request.Method documented = head ? Request.Method.GET : method;
        ValidationReport report = ValidationReport.empty();
        if (!head) {
            report = report.merge(document.validateResponse(path, method, answer(answer)));
        }
        if (taken) {
            report = report.merge(document.validateRequest(request(documented, path, query, sent)));
        }
        report.getMessages().stream()
                .filter(message -> message.getLevel() == Level.ERROR)
                .filter(message -> taken || !message.getKey().equals("validation.request.path.missing"))
                .filter(message -> !isInsane(answer))
                .flatMap(message -> lines(sent.getMethod() + " " + path + " " + answer.statusCode(), message))
                .forEach(this::fail);
    }

    private static boolean isInsane(Response answer) {
        return answer.statusCode() == 400 && answer.asString().contains(INSANE);
    }

    private static SimpleResponse answer(Response answer) {
        SimpleResponse.Builder response = SimpleResponse.Builder.status(answer.statusCode());
        for (Header header : answer.headers()) {
            response.withHeader(header.getName(), header.getValue());
        }
        String type = answer.contentType();
        if (type.startsWith("application/json")) {
            response.withBody(answer.asString());
        } else if (!type.isEmpty()) {
            response.withBody("a file: its bytes would not outlive being read as text");
        }
        return response.build();
    }

    private static SimpleRequest request(
            Request.Method method, String path, String query, FilterableRequestSpecification sent) {
        SimpleRequest.Builder request = new SimpleRequest.Builder(method, path);
        for (Header header : sent.getHeaders()) {
            request.withHeader(header.getName(), header.getValue());
        }
        if (sent.getAuthenticationScheme() instanceof PreemptiveOAuth2HeaderScheme bearer) {
            request.withAuthorization("Bearer " + bearer.getAccessToken());
        }
        for (String parameter : query == null ? new String[0] : query.split("&")) {
            String[] parts = parameter.split("=", 2);
            request.withQueryParam(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
        }
        if (sent.getBody() instanceof String body) {
            request.withBody(body);
        } else if (!sent.getMultiPartParams().isEmpty() || !sent.getFormParams().isEmpty()) {
            request.withBody("a form: of its parts nothing can be held against the schema");
        }
        return request.build();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Stream<String> lines(String exchange, ValidationReport.Message message) {
        String pointer = message.getContext()
                .flatMap(ValidationReport.MessageContext::getPointers)
                .map(ValidationReport.MessageContext.Pointers::getInstance)
                .orElse("");
        List<String> details = message.getNestedMessages().isEmpty()
                ? message.getAdditionalInfo()
                : message.getNestedMessages().stream().map(Object::toString).toList();
        return Stream.of(
                exchange + " " + pointer + " [" + message.getKey() + "] " + message.getMessage() + " " + details);
    }

    private void fail(String failure) {
        failures.add(failure);
        String line = failure.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)\\d+", "*");
        if (reported.add(line)) {
            try {
                Files.writeString(report, line.replace('\n', ' ') + "\n", StandardOpenOption.APPEND);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
