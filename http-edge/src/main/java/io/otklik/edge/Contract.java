package io.otklik.edge;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;

/** The five published contracts: where each is mounted and what its errors look like (contracts/README.md, 1 and 3). */
public enum Contract {
    TECHSUPPORT,
    BOT,
    DESK,
    REQUESTS,
    SUPPORT0;

    /** In the words of telegram-bot.md; what is wrong with which field stands in the details. */
    private static final Text INVALID_DATA = new Text("Некорректные данные", "Invalid data");

    /** Its word for 401, too: the text that the other documents fix is English. */
    private static final Text BAD_TOKEN = new Text("Не авторизован", "Not authorized");

    /** The contract that owns a path of the services (the gateway has already mapped the bot's hosts to its prefix). */
    public static Contract of(String path) {
        if (under(path, "/bot/api/v1") || under(path, "/uploads/files") || under(path, "/ws/tickets")) {
            return BOT;
        }
        if (under(path, "/api/v1")) {
            return TECHSUPPORT;
        }
        if (under(path, "/api/auth") || under(path, "/api/tickets") || under(path, "/api/docs")) {
            return DESK;
        }
        if (under(path, "/api/admin") || under(path, "/ws/admin") || under(path, "/ws/chats")) {
            return REQUESTS;
        }
        if (under(path, "/auth") || under(path, "/api/ticket") || under(path, "/api/comment")) {
            return SUPPORT0;
        }
        return TECHSUPPORT;
    }

    private static boolean under(String path, String mount) {
        return path.startsWith(mount) && (path.length() == mount.length() || path.charAt(mount.length()) == '/');
    }

    /** The status that this contract answers to the problem. */
    public int status(Problem problem) {
        return this == BOT && problem.kind() == Problem.Kind.INVALID
                ? 422
                : problem.kind().status();
    }

    /** The JSON body that this contract answers to the problem. */
    public String body(Problem problem, Language language) {
        JsonObject body = this == BOT ? envelope(problem, language) : plain(problem, language);
        return body.encode();
    }

    private static JsonObject plain(Problem problem, Language language) {
        JsonObject body = new JsonObject();
        if (problem.fieldErrors().isEmpty()) {
            body.put("detail", problem.text().in(language));
            if (problem.code() != null) {
                body.put("code", problem.code());
            }
            return body;
        }
        for (Map.Entry<String, Problem.FieldError> field : problem.fieldErrors().entrySet()) {
            String message = field.getValue().message().in(language);
            body.put(field.getKey(), field.getValue().bare() ? message : new JsonArray().add(message));
        }
        return body;
    }

    private static JsonObject envelope(Problem problem, Language language) {
        JsonArray details = new JsonArray();
        for (Map.Entry<String, Problem.FieldError> field : problem.fieldErrors().entrySet()) {
            details.add(new JsonObject()
                    .put("field", field.getKey())
                    .put("message", field.getValue().message().in(language)));
        }
        Text text = problem.text().equals(Messages.TOKEN_NOT_VALID) ? BAD_TOKEN : problem.text();
        Text message = details.isEmpty() ? text : INVALID_DATA;
        boolean ownCode = problem.code() != null && problem.kind() != Problem.Kind.UNAUTHENTICATED;
        String code = ownCode
                ? problem.code().toUpperCase(Locale.ROOT)
                : problem.kind().botCode();
        return new JsonObject()
                .put(
                        "error",
                        new JsonObject()
                                .put("code", code)
                                .put("message", message.in(language))
                                .put("details", details));
    }
}
