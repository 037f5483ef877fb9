package io.github.jupan.temporal.internal.question;

/// The loop does not go the way that the journal tells of: this jupan, or its model's settings, are others
/// than those that the question began with.
final class OtherWay extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OtherWay(String where) {
        super("this worker goes another way than the one that the question began with (" + where
                + "): run one version of jupan and one configuration on all workers, and ask under another id");
    }
}
