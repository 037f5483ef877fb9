package io.github.jupan.server.store;

import java.util.ServiceLoader;

/// Opens stores at addresses of one kind. Those on the class path are found as services, and no class of theirs is
/// loaded before an address is given.
public interface StoreProvider {

    /// Whether it has stores at addresses like this.
    boolean takes(String address);

    /// A store at this address, made ready if it is not.
    ///
    /// @throws StoreException when it cannot be used
    /// @throws io.github.jupan.server.RequestException when a newer version wrote it
    /// @throws IllegalArgumentException when the address is wrong
    SessionStore open(String address);

    /// A store at this address, by whichever provider takes it.
    ///
    /// @throws IllegalArgumentException when none does, else as [#open]
    static SessionStore openAt(String address) {
        for (StoreProvider provider : ServiceLoader.load(StoreProvider.class)) {
            if (provider.takes(address)) {
                return provider.open(address);
            }
        }
        throw new IllegalArgumentException(
                "there is no store at such an address; one is jdbc:postgresql://HOST/DATABASE");
    }
}
