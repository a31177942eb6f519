package io.otklik.standalone;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/**
 * What an operator asks a service for, with the credential that services have.
 *
 * @param replicas at least one; the first that takes the connection is asked, for one may be held down
 */
record InternalCall(List<PartStatus> replicas, String token) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** To a service of the running suite. Fails with a {@link UserError} when nothing runs. */
    static InternalCall to(Part service) {
        Settings settings = Settings.ofThisProcess();
        RunningSuite suite = new RunningSuite(settings);
        suite.requireRunning();
        List<PartStatus> replicas = suite.statuses().stream()
                .filter(status -> status.part().first() == service)
                .toList();
        String token = settings.environment().get("OTKLIK_INTERNAL_TOKEN");
        if (token == null) {
            token = Secrets.keptIn(settings.data().secrets()).internalToken();
        }
        return new InternalCall(replicas, token);
    }

    /** The name of the service. */
    String title() {
        return replicas.get(0).part().first().title();
    }

    /**
     * The body of a 200 to a POST; fails with a {@link UserError} at anything else. Waits as long as it takes, and asks once: of a connection
     * that ends without an answer nobody knows what goes on at its other end. That is why it is no GET, which the JDK sends again.
     */
    String answer(String path) {
        String down = "";
        for (PartStatus replica : replicas) {
            String name = replica.part().title();
            try {
                return answer(replica, path);
            } catch (ConnectException refused) {
                down = name + " takes no connections";
            } catch (IOException broken) {
                throw new UserError(
                        name + " broke off without an answer (" + broken.getMessage() + "); see ./otklik logs " + name);
            }
        }
        throw new UserError(down);
    }

    private String answer(PartStatus replica, String path) throws IOException {
        String name = replica.part().title();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + replica.port() + path))
                .header("X-Otklik-Internal", token)
                .POST(BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = sent(request);
        if (answer.statusCode() == 409) {
            throw new UserError(name + " is at it already");
        }
        if (answer.statusCode() != 200) {
            throw new UserError(name + " answered " + answer.statusCode() + "; see ./otklik logs " + name);
        }
        return answer.body();
    }

    private static HttpResponse<String> sent(HttpRequest request) throws IOException {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UserError("Interrupted.");
        }
    }
}
