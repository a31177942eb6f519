package io.otklik.standalone;

/** Every port the suite listens on, with the variable that moves it. */
enum Port {
    GATEWAY(Part.GATEWAY, "OTKLIK_GATEWAY_PORT", 8000),
    IDENTITY(Part.IDENTITY_SERVICE, "OTKLIK_IDENTITY_PORT", 8001),
    TICKET(Part.TICKET_SERVICE, "OTKLIK_TICKET_PORT", 8002),
    NOTIFICATION(Part.NOTIFICATION_SERVICE, "OTKLIK_NOTIFICATION_PORT", 8003),
    ADMIN(Part.ADMIN_SERVICE, "OTKLIK_ADMIN_PORT", 8004),
    GATEWAY_2(Part.GATEWAY_2, "OTKLIK_GATEWAY_2_PORT", 8010),
    IDENTITY_2(Part.IDENTITY_SERVICE_2, "OTKLIK_IDENTITY_2_PORT", 8011),
    TICKET_2(Part.TICKET_SERVICE_2, "OTKLIK_TICKET_2_PORT", 8012),
    NOTIFICATION_2(Part.NOTIFICATION_SERVICE_2, "OTKLIK_NOTIFICATION_2_PORT", 8013),
    ADMIN_2(Part.ADMIN_SERVICE_2, "OTKLIK_ADMIN_2_PORT", 8014),
    POSTGRES(Part.POSTGRES, "OTKLIK_POSTGRES_PORT", 15432),
    KAFKA(Part.KAFKA, "OTKLIK_KAFKA_PORT", 19092),
    KAFKA_CONTROLLER(Part.KAFKA, "OTKLIK_KAFKA_CONTROLLER_PORT", 19093),
    SMTP(Part.MAIL, "OTKLIK_SMTP_PORT", 3025),
    IMAP(Part.MAIL, "OTKLIK_IMAP_PORT", 3143);

    private final Part part;
    private final String variable;
    private final int usual;

    Port(Part part, String variable, int usual) {
        this.part = part;
        this.variable = variable;
        this.usual = usual;
    }

    Part part() {
        return part;
    }

    String variable() {
        return variable;
    }

    int usual() {
        return usual;
    }

    /** The one a person would look for; a part's other ports are listed nowhere but in the README. */
    static Port mainOf(Part part) {
        for (Port port : values()) {
            if (port.part == part) {
                return port;
            }
        }
        throw new IllegalStateException(part + " listens on nothing");
    }
}
