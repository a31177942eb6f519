package io.otklik.gateway;

import io.quarkus.test.common.QuarkusTestResource;
import java.io.IOException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Four services, up and telling what they got, before each test. */
@QuarkusTestResource(ServicePorts.class)
abstract class GatewayTestBase {

    static TestService identity;
    static TestService ticket;
    static TestService notification;
    static TestService admin;

    @BeforeAll
    static void startServices() {
        identity = TestService.started("identity");
        ticket = TestService.started("ticket");
        notification = TestService.started("notification");
        admin = TestService.started("admin");
    }

    @AfterAll
    static void stopServices() {
        identity.close();
        ticket.close();
        notification.close();
        admin.close();
    }

    @BeforeEach
    void resetServices() {
        identity.reset();
        ticket.reset();
        notification.reset();
        admin.reset();
    }

    static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    }

    static RawClient rawClient() throws IOException {
        return new RawClient(port());
    }
}
