package io.otklik.bench;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** A service's own database, where {@code ./otklik} runs it or where the environment says. */
record Database(String host, int port, String name, String user, String password) {

    private static final String USUAL_USER = "otklik";

    /** Fails when the password is nowhere. */
    static Database of(Path data, Map<String, String> environment) {
        String port = environment.getOrDefault("OTKLIK_POSTGRES_PORT", "15432");
        String[] parts = environment
                .getOrDefault("OTKLIK_BENCH_DATABASE", "localhost:" + port + "/ticket")
                .split("[:/]", -1);
        if (parts.length != 3) {
            throw new BenchFailed("OTKLIK_BENCH_DATABASE must be host:port/name");
        }
        String password = environment.get("OTKLIK_DATABASE_PASSWORD");
        return new Database(
                parts[0],
                Integer.parseInt(parts[1]),
                parts[2],
                environment.getOrDefault("OTKLIK_DATABASE_USERNAME", USUAL_USER),
                password == null ? kept(data.resolve("secrets.properties")) : password);
    }

    private static String kept(Path secrets) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(secrets)) {
            properties.load(reader);
        } catch (IOException none) {
            throw new BenchFailed(
                    "The database's password is neither in OTKLIK_DATABASE_PASSWORD nor in " + secrets, none);
        }
        return properties.getProperty("database.password");
    }

    /** Another service's, on the same server. */
    Database named(String other) {
        return new Database(host, port, other, user, password);
    }

    Pool pool(Vertx vertx, int connections) {
        return PgBuilder.pool()
                .using(vertx)
                .connectingTo(new PgConnectOptions()
                        .setHost(host)
                        .setPort(port)
                        .setDatabase(name)
                        .setUser(user)
                        .setPassword(password)
                        .setCachePreparedStatements(true))
                .with(new PoolOptions().setMaxSize(connections))
                .build();
    }
}
