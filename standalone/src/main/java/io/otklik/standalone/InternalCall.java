package io.otklik.standalone;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What an operator asks a service for, with the credential that services have.
 *
 * @param replicas at least one; the first that takes the connection is asked, for one may be held down
 */
record InternalCall(List<PartStatus> replicas, String token) {

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

    /** The body of a 200; fails with a {@link UserError} at anything else. Waits as long as it takes. */
    String answer(String method, String path) {
        String down = "";
        for (PartStatus replica : replicas) {
            String name = replica.part().title();
            try {
                return answer(replica, method, path);
            } catch (ConnectException refused) {
                down = name + " does not answer: " + refused.getMessage();
            } catch (IOException broken) {
                throw new UserError(name + " does not answer: " + broken.getMessage());
            }
        }
        throw new UserError(down);
    }

    private String answer(PartStatus replica, String method, String path) throws IOException {
        String name = replica.part().title();
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + replica.port() + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("X-Otklik-Internal", token);
        int status = connection.getResponseCode();
        if (status != 200) {
            throw new UserError(name + " answered " + status + "; see ./otklik logs " + name);
        }
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
