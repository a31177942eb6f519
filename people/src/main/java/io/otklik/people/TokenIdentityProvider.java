package io.otklik.people;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Turns a bearer token into the caller. Takes the place of smallrye-jwt's own provider, because keys and people may have
 * to be asked for, and an event loop cannot wait.
 */
@ApplicationScoped
class TokenIdentityProvider implements IdentityProvider<TokenAuthenticationRequest> {

    private final Tokens tokens;

    TokenIdentityProvider(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Above smallrye-jwt's, which has the default of 1001. */
    @Override
    public int priority() {
        return SYSTEM_FIRST + 100;
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        return tokens.verify(request.getToken().getToken()).map(TokenIdentityProvider::identity);
    }

    private static SecurityIdentity identity(Tokens.Verified verified) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(verified.token())
                .addRole(verified.person().role().name())
                .addAttribute(Caller.ATTRIBUTE, verified.person())
                .build();
    }
}
