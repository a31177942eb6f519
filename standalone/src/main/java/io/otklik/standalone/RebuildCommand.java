package io.otklik.standalone;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;

@Command(
        name = "rebuild",
        description = "Makes ticket history and statistics anew from all events; returns when it is done.")
final class RebuildCommand implements Callable<Integer> {
    private static final Pattern DONE = Pattern.compile("\\{\"events\":(\\d+)}");

    @Override
    public Integer call() {
        Settings settings = Settings.ofThisProcess();
        if (new RunningSuite(settings).launcher().isEmpty()) {
            throw new UserError("the suite is not running; ./otklik up -d starts it");
        }
        String token = settings.environment().get("OTKLIK_INTERNAL_TOKEN");
        if (token == null) {
            token = Secrets.keptIn(settings.data().secrets()).internalToken();
        }
        System.out.println(rebuild("http://127.0.0.1:" + settings.ports().of(Port.ADMIN) + "/internal/rebuild", token));
        return 0;
    }

    /** What to tell; fails with a {@link UserError} when nothing was rebuilt. Waits as long as it takes. */
    static String rebuild(String uri, String token) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(uri).toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setRequestProperty("X-Otklik-Internal", token);
            int status = connection.getResponseCode();
            if (status != 200) {
                throw new UserError("admin-service answered " + status + "; see ./otklik logs admin-service");
            }
            Matcher answer =
                    DONE.matcher(new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            return "Rebuilt from " + (answer.matches() ? answer.group(1) : "all") + " events.";
        } catch (IOException down) {
            throw new UserError("admin-service does not answer: " + down.getMessage());
        }
    }
}
