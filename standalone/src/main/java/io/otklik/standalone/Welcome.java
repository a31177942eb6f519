package io.otklik.standalone;

/** What a newcomer needs once the suite is ready. */
record Welcome(Settings settings) {
    String text() {
        return """

                Otklik is up.
                  gateway        %s
                  Swagger UI     %s/api/v1/schema/swagger-ui/
                  administrator  %s
                  mail           IMAP localhost:%d, no TLS; the address is both user and password
                """.formatted(
                        settings.gatewayUrl(),
                        settings.gatewayUrl(),
                        administrator(),
                        settings.ports().of(Port.IMAP));
    }

    /** The password only while it is the one that everybody knows. */
    private String administrator() {
        String username = settings.environment().getOrDefault("OTKLIK_ADMIN_USERNAME", Administrator.USERNAME);
        return new PasswordNote(settings.data()).own() ? username : username + " / " + Administrator.PASSWORD;
    }
}
