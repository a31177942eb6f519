package io.otklik.gateway;

import static io.otklik.gateway.Service.ADMIN;
import static io.otklik.gateway.Service.IDENTITY;
import static io.otklik.gateway.Service.NOTIFICATION;
import static io.otklik.gateway.Service.TICKET;

import java.util.List;

/**
 * Who answers which path: by owner of the data (architecture.md), under the contracts' mounts (contracts/README.md,
 * section 1). The first row that fits counts; what is not here does not exist, {@code /internal/**} and the services'
 * {@code /q/**} among it. A mount fits itself and everything below it, with or without a slash at the end.
 */
final class Routes {

    private static final List<Route> TABLE = List.of(
            // techsupport
            below("/api/v1/tickets", TICKET),
            below("/api/v1/notifications", NOTIFICATION),
            below("/api/v1/users", IDENTITY),
            below("/api/v1/auth", IDENTITY),
            below("/api/v1/support", TICKET),
            below("/api/v1/admin/users", IDENTITY),
            below("/api/v1/admin/tickets/categories", TICKET),
            below("/api/v1/admin/ticket-history", ADMIN),
            below("/api/v1/admin/deliveries", NOTIFICATION),
            // bot
            below("/bot/api/v1/tickets", TICKET),
            below("/bot/api/v1/categories", TICKET),
            below("/bot/api/v1/files", TICKET),
            below("/bot/api/v1/auth", IDENTITY),
            below("/bot/api/v1/users", IDENTITY),
            below("/bot/api/v1/statistics", ADMIN),
            below("/uploads/files", TICKET),
            // desk
            below("/api/tickets", TICKET),
            below("/api/auth", IDENTITY),
            // requests
            exactly("/api/admin/customer-requests/stats", ADMIN),
            below("/api/admin/customer-requests", TICKET),
            below("/api/admin/chats", ADMIN),
            below("/api/admin/communications", ADMIN),
            // support0; a person is shown with his tickets, hence by their owner
            below("/api/ticket", TICKET),
            below("/api/comment", TICKET),
            oneOf("/auth/users", TICKET),
            below("/auth", IDENTITY),
            // every contract's sockets
            below("/ws", NOTIFICATION),
            // the suite
            exactly("/.well-known/jwks.json", IDENTITY),
            here(ApiDocuments.SCHEMA),
            below(ApiDocuments.SWAGGER_UI, null),
            here(ApiDocuments.DOCS),
            here("/q/health"),
            here("/q/health/ready"),
            here("/q/health/live"));

    /** Whose answers are tokens, or what becomes of tokens: nobody keeps them, and none of it may be done twice. */
    private static final List<Route> KEYLESS = List.of(
            below("/api/v1/auth", IDENTITY),
            exactly("/api/auth/login", IDENTITY),
            below("/auth/jwt", IDENTITY),
            exactly("/bot/api/v1/auth/telegram", IDENTITY));

    /** Below those, but no tokens'. */
    private static final String PASSWORDS = "/api/v1/auth/users";

    private static final String BOT_MOUNT = "/bot";
    private static final String SHARED_MOUNT = "/api/v1";

    private Routes() {}

    /** Whose a path is; {@code service} is null for what the gateway answers itself. */
    record Route(Fit fit, String mount, Service service) {

        boolean isHere() {
            return service == null;
        }

        private boolean fits(String path) {
            return switch (fit) {
                case EXACTLY -> path.startsWith(mount) && isAtEnd(path, mount.length());
                case BELOW -> isBelow(mount, path);
                case ONE_OF -> path.startsWith(mount) && isOneSegment(path, mount.length());
            };
        }
    }

    private enum Fit {
        EXACTLY,
        BELOW,
        ONE_OF
    }

    /** The route of a path; null when there is none. */
    static Route find(String path) {
        for (Route route : TABLE) {
            if (route.fits(path)) {
                return route;
            }
        }
        return null;
    }

    /** Whether a write under one {@code Idempotency-Key} is done once however often it is sent there. */
    static boolean keepsKeys(String path) {
        return isBelow(PASSWORDS, path) || KEYLESS.stream().noneMatch(route -> route.fits(path));
    }

    /** The path as the services know it when it came to one of the bot's hosts. The documents are the same at every host. */
    static String ofBotHost(String path) {
        boolean bots = isBelow(SHARED_MOUNT, path) && !isBelow(ApiDocuments.SCHEMA, path);
        return bots ? BOT_MOUNT + path : path;
    }

    private static boolean isBelow(String mount, String path) {
        return path.startsWith(mount) && (path.length() == mount.length() || path.charAt(mount.length()) == '/');
    }

    private static boolean isAtEnd(String path, int end) {
        return path.length() == end || path.length() == end + 1 && path.charAt(end) == '/';
    }

    private static boolean isOneSegment(String path, int start) {
        if (path.length() <= start + 1 || path.charAt(start) != '/') {
            return false;
        }
        int next = path.indexOf('/', start + 1);
        return next < 0 || next == path.length() - 1;
    }

    private static Route below(String mount, Service service) {
        return new Route(Fit.BELOW, mount, service);
    }

    private static Route exactly(String path, Service service) {
        return new Route(Fit.EXACTLY, path, service);
    }

    private static Route oneOf(String mount, Service service) {
        return new Route(Fit.ONE_OF, mount, service);
    }

    private static Route here(String path) {
        return new Route(Fit.EXACTLY, path, null);
    }
}
