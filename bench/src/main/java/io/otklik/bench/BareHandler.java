package io.otklik.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;

/**
 * The limit of what this machine gives for a read: a plain Vert.x server, one indexed select, no framework, no rights. A
 * process of its own, as large as ticket-service's.
 */
final class BareHandler extends AbstractVerticle {

    private static final String ONE = "select id, subject, description, status from ticket where id = $1";

    private final Database database;
    private final int port;
    private Pool pool;

    private BareHandler(Database database, int port) {
        this.database = database;
        this.port = port;
    }

    /** Arguments: the port to listen on, the database's host, port, name and user; the password is in the environment. */
    public static void main(String[] arguments) {
        List<String> words = List.of(arguments);
        Database database = new Database(
                words.get(1),
                Integer.parseInt(words.get(2)),
                words.get(3),
                words.get(4),
                System.getenv("OTKLIK_DATABASE_PASSWORD"));
        int port = Integer.parseInt(words.get(0));
        Vertx vertx = Vertx.vertx();
        Waiting.until(
                vertx.deployVerticle(
                        () -> new BareHandler(database, port),
                        new DeploymentOptions()
                                .setInstances(Runtime.getRuntime().availableProcessors())),
                Duration.ofSeconds(20));
    }

    @Override
    public void start() {
        pool = database.pool(vertx, 8);
        vertx.createHttpServer().requestHandler(this::answer).listen(port, "127.0.0.1");
    }

    /** The path is ticket-service's, so that a gateway finds the way: /api/v1/tickets/{id}/. */
    private void answer(HttpServerRequest request) {
        String[] path = request.path().split("/", -1);
        pool.preparedQuery(ONE)
                .execute(Tuple.of(Long.parseLong(path[4])))
                .map(BareHandler::json)
                .onSuccess(json -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(json.toBuffer()))
                .onFailure(broken -> request.response().setStatusCode(500).end());
    }

    private static JsonObject json(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        return new JsonObject()
                .put("id", row.getLong(0))
                .put("subject", row.getString(1))
                .put("description", row.getString(2))
                .put("status", row.getString(3));
    }
}
