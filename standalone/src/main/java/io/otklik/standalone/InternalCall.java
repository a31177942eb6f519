package io.otklik.standalone;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** What an operator asks a service for, with the credential that services have. */
record InternalCall(Part service, String uri, String token) {

    /** To a service of the running suite. Fails with a {@link UserError} when nothing runs. */
    static InternalCall to(Part service, String path) {
        Settings settings = Settings.ofThisProcess();
        if (new RunningSuite(settings).launcher().isEmpty()) {
            throw new UserError("the suite is not running; ./otklik up -d starts it");
        }
        String token = settings.environment().get("OTKLIK_INTERNAL_TOKEN");
        if (token == null) {
            token = Secrets.keptIn(settings.data().secrets()).internalToken();
        }
        return new InternalCall(service, "http://127.0.0.1:" + settings.ports().of(service) + path, token);
    }

    /** The body of a 200; fails with a {@link UserError} at anything else. Waits as long as it takes. */
    String answer(String method) {
        String name = service.title();
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(uri).toURL().openConnection();
            connection.setRequestMethod(method);
            connection.setRequestProperty("X-Otklik-Internal", token);
            int status = connection.getResponseCode();
            if (status != 200) {
                throw new UserError(name + " answered " + status + "; see ./otklik logs " + name);
            }
            return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException down) {
            throw new UserError(name + " does not answer: " + down.getMessage());
        }
    }
}
