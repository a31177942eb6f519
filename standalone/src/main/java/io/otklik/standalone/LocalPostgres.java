package io.otklik.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * A PostgreSQL of our own, reachable from this machine only and by password. The postmaster is the process that the
 * caller starts, not a daemon behind pg_ctl, so its pid and its death are the caller's to see.
 */
final class LocalPostgres implements LocalPart {
    static final String OWNER = "otklik";

    /** Same order and case rules for text on every machine, Cyrillic included, whatever locales it has. */
    private static final List<String> LOCALE =
            List.of("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8");

    private static final String SUPERUSER = "postgres";

    /** A stop waits for the probe that is on its way. */
    private static final int PROBE_SECONDS = 1;

    private static final int WORK_SECONDS = 10;

    private final Path data;
    private final int port;
    private final Secrets secrets;
    private final Durability durability;
    private final List<String> databases;
    private PostgresProgram program;
    private Connection probe;

    LocalPostgres(Path data, int port, Secrets secrets, Durability durability, List<String> databases) {
        this.data = data;
        this.port = port;
        this.secrets = secrets;
        this.durability = durability;
        this.databases = databases;
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        program = PostgresProgram.unpacked();
        requireUnshare();
        if (Files.exists(data.resolve("PG_VERSION"))) {
            if (postmaster(data).isEmpty()) {
                new PostgresChildren(data).kill();
                forgetStranger();
            }
        } else {
            initialise();
        }
    }

    @Override
    public ProcessBuilder command() {
        List<String> words = new ArrayList<>(asOrdinaryUser());
        words.addAll(List.of(program.program("postgres"), "-D", data.toString()));
        settings().forEach((name, value) -> words.addAll(List.of("-c", name + "=" + value)));
        ProcessBuilder builder = Detached.command(words);
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    @Override
    public boolean answers() {
        try {
            if (probe == null) {
                probe = connect(PROBE_SECONDS);
            }
            try (Statement statement = probe.createStatement()) {
                return statement.execute("select 1");
            }
        } catch (SQLException down) {
            close();
            return false;
        }
    }

    /** The role and the databases of the services; what is there already stays as it is. */
    @Override
    public void settle() throws IOException {
        try (Connection connection = connect(WORK_SECONDS);
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "select from pg_roles where rolname = '" + OWNER + "'")) {
                statement.execute("create role " + OWNER + " login");
            }
            // each time: the data may be older than the file with the password
            statement.execute("alter role " + OWNER + " password '" + secrets.databasePassword() + "'");
            for (String database : databases) {
                create(statement, database);
            }
        } catch (SQLException e) {
            throw new IOException("cannot create the databases: " + e.getMessage(), e);
        }
    }

    /** Ends what a killed launcher left running on this data, whoever started it. */
    static void stopOrphan(DataFolder folder) {
        postmaster(folder.postgres()).ifPresent(process -> process.stop(StopSignal.INT, Part.POSTGRES.stopLimit()));
        new PostgresChildren(folder.postgres()).kill();
    }

    String url(String database) {
        return "localhost:" + port + "/" + database;
    }

    /** An empty database more, for the owner. */
    void createDatabase(String name) throws IOException {
        try (Connection connection = connect(WORK_SECONDS);
                Statement statement = connection.createStatement()) {
            create(statement, name);
        } catch (SQLException e) {
            throw new IOException("cannot create database " + name + ": " + e.getMessage(), e);
        }
    }

    private void initialise() throws IOException, InterruptedException {
        // under another name until it is whole, so that a start cut short does not leave half a cluster
        Path fresh = DataFolder.unfinished(data);
        DataFolder.deleteTree(fresh);
        Files.createDirectories(data.getParent());
        Path password = Files.createTempFile("otklik", ".password");
        try {
            Files.writeString(password, secrets.postgresPassword());
            List<String> words = new ArrayList<>(asOrdinaryUser());
            words.addAll(List.of(program.program("initdb"), "-D", fresh.toString(), "-U", SUPERUSER));
            words.addAll(List.of("--auth=scram-sha-256", "--pwfile=" + password));
            words.addAll(LOCALE);
            if (durability == Durability.PROCESS_DEATH) {
                words.add("--no-sync");
            }
            run(words);
        } finally {
            Files.delete(password);
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("port", Integer.toString(port)),
                Map.entry("listen_addresses", "localhost"),
                // sockets in /tmp would collide with another suite's
                Map.entry("unix_socket_directories", ""),
                Map.entry("max_connections", "200"),
                Map.entry("shared_buffers", "128MB"),
                Map.entry("huge_pages", "off"),
                Map.entry("jit", "off"),
                // no worker processes for reads ahead: they cost memory and a local disk needs none
                Map.entry("io_method", "sync"),
                Map.entry("wal_level", "logical"),
                Map.entry("max_wal_size", "512MB"),
                Map.entry("fsync", durability == Durability.POWER_CUT ? "on" : "off"),
                Map.entry("synchronous_commit", "on"),
                Map.entry("full_page_writes", "on"),
                Map.entry("timezone", "UTC"),
                Map.entry("log_timezone", "UTC"),
                Map.entry("log_checkpoints", "off"),
                Map.entry("log_line_prefix", "%m [%p] %d "));
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, and root's files stay its own. */
    private static List<String> asOrdinaryUser() {
        return isRoot() ? List.of("unshare", "-U") : List.of();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static void requireUnshare() throws IOException, InterruptedException {
        if (isRoot() && new ProcessBuilder("unshare", "-U", "true").start().waitFor() != 0) {
            throw new IOException("PostgreSQL does not run as root, and this system does not let root make a user"
                    + " namespace (unshare -U): run as an ordinary user");
        }
    }

    /** PostgreSQL believes any live pid in its lock file; after a reboot that can be a stranger's. */
    private void forgetStranger() throws IOException {
        if (lockFilePid(data).flatMap(ProcessIdentity::of).isPresent()) {
            Files.delete(data.resolve("postmaster.pid"));
        }
    }

    /** The live postmaster of this data; the folder among its arguments tells it from a stranger with its pid. */
    static Optional<ProcessIdentity> postmaster(Path data) {
        return lockFilePid(data).flatMap(ProcessIdentity::of).filter(process -> runsOn(process.pid(), data));
    }

    private static boolean runsOn(long pid, Path data) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().arguments())
                .map(arguments -> List.of(arguments).contains(data.toString()))
                .orElse(false);
    }

    private static Optional<Long> lockFilePid(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.parseLong(lines.get(0).strip()));
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    private Connection connect(int answerSeconds) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", secrets.postgresPassword());
        properties.setProperty("connectTimeout", "1");
        properties.setProperty("socketTimeout", Integer.toString(answerSeconds));
        // else a server that hangs is waited for twice, once with TLS and once without
        properties.setProperty("sslmode", "disable");
        properties.setProperty("ApplicationName", "otklik-standalone");
        return DriverManager.getConnection("jdbc:postgresql://" + url("postgres"), properties);
    }

    private void close() {
        try {
            if (probe != null) {
                probe.close();
            }
        } catch (SQLException broken) {
            // it is being thrown away
        }
        probe = null;
    }

    private static void create(Statement statement, String database) throws SQLException {
        if (!exists(statement, "select from pg_database where datname = '" + database + "'")) {
            statement.execute("create database " + database + " owner " + OWNER);
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static void run(List<String> words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("TZ", "UTC");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", words) + " failed:\n" + output.strip());
        }
    }
}
