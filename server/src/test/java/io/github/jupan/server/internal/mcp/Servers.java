package io.github.jupan.server.internal.mcp;

import io.github.jupan.agent.Dialect;
import io.github.jupan.models.OfflineModel;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.server.ModelSource;
import io.github.jupan.server.RequestException;
import io.github.jupan.server.ServerLimits;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.Settings;
import io.github.jupan.server.TestSandbox;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Sessions with the offline model and real workers, which all tests share.
final class Servers {

    static final Sandbox WORKERS = new TestSandbox();

    private Servers() {}

    static Sessions sessions() {
        return new Sessions(new Offline(), WORKERS, List.of(), ServerLimits.DEFAULT);
    }

    static Sessions sessions(int sessions, int messageBytes) {
        ServerLimits limits = new ServerLimits(
                sessions, 64, 32, 16L << 30, messageBytes, Duration.ofMinutes(5), Duration.ofSeconds(60));
        return new Sessions(new Offline(), WORKERS, List.of(), limits);
    }

    private record Offline() implements ModelSource {
        @Override
        public Opened open(Optional<String> name, Settings settings) {
            if (!name.orElse("offline").equals("offline")) {
                throw new RequestException(RequestException.Kind.MODEL, "there is no model " + name.get());
            }
            return new Opened("offline", new OfflineModel(), Dialect.AUTO);
        }

        @Override
        public List<Listing> list() {
            return List.of();
        }

        @Override
        public List<TokenPiece> split(String text, Optional<String> encoding) {
            return List.of();
        }
    }
}
