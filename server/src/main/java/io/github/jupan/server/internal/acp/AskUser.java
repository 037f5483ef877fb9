package io.github.jupan.server.internal.acp;

import com.agentclientprotocol.sdk.spec.AcpSchema;
import com.agentclientprotocol.sdk.spec.AcpSchema.PermissionOptionKind;
import io.github.jupan.agent.Approval;
import java.util.List;

/// Asks the editor's user before each run, until the user allows the rest of the session.
final class AskUser implements Approval {

    private static final String ONCE = "allow_once";
    private static final String ALWAYS = "allow_always";

    private static final List<AcpSchema.PermissionOption> OPTIONS = List.of(
            new AcpSchema.PermissionOption(ONCE, "Run", PermissionOptionKind.ALLOW_ONCE),
            new AcpSchema.PermissionOption(ALWAYS, "Run all of this session", PermissionOptionKind.ALLOW_ALWAYS),
            new AcpSchema.PermissionOption("reject_once", "Do not run", PermissionOptionKind.REJECT_ONCE));

    private final Editor editor;
    private final SessionUpdates updates;
    private volatile boolean always;

    AskUser(Editor editor, SessionUpdates updates) {
        this.editor = editor;
        this.updates = updates;
    }

    @Override
    public Verdict decide(int run, String code) {
        if (always) {
            return Verdict.RUN;
        }
        String chosen =
                editor.ask(updates.call(run).question(code), OPTIONS) instanceof AcpSchema.PermissionSelected selected
                        ? selected.optionId()
                        : "";
        always = chosen.equals(ALWAYS);
        if (always || chosen.equals(ONCE)) {
            return Verdict.RUN;
        }
        editor.show(updates.notAllowed(run));
        return Verdict.SKIP;
    }
}
