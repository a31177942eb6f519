package io.otklik.identity.loginattempt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            ''                       | 192.0.2.1          | 192.0.2.1
            198.51.100.7             | 10.0.0.1           | 198.51.100.7
            6.6.6.6, 198.51.100.7    | 10.0.0.1           | 198.51.100.7
            rubbish                  | 192.0.2.1          | 192.0.2.1
            example.com              | 192.0.2.1          | 192.0.2.1
            198.51.100.7,            | 192.0.2.1          | 192.0.2.1
            2001:db8:1:2:3:4:5:6     | 10.0.0.1           | 2001:db8:1:2:0:0:0:0/64
            2001:db8:1:2::9          | 10.0.0.1           | 2001:db8:1:2:0:0:0:0/64
            ::ffff:198.51.100.7      | 10.0.0.1           | 198.51.100.7
            ''                       | null               | unknown
            """)
    void address_isTheGatewaysWord_elseThePeer(String forwarded, String peer, String address) {
        assertEquals(new ClientAddress(address), ClientAddress.of(forwarded, peer));
    }
}
