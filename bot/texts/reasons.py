"""Why people report: the reasons in plain words, as they stand on buttons and cards."""

from bot.core.report import Reason
from bot.texts.catalogue import Texts


def reason_name(t: Texts, reason: Reason) -> str:
    """A reason in a few words."""
    return {
        Reason.SPAM: t.gettext("Spam or advertising"),
        Reason.SCAM: t.gettext("Scam or fraud"),
        Reason.VIOLENCE: t.gettext("Violence or threats"),
        Reason.HATE: t.gettext("Hate or insults"),
        Reason.SEXUAL: t.gettext("Sexual content"),
        Reason.CHILDREN: t.gettext("Harm to children"),
        Reason.GOODS: t.gettext("Drugs, weapons, illegal goods"),
        Reason.PRIVACY: t.gettext("Private data of somebody"),
        Reason.COPYRIGHT: t.gettext("Copyright"),
        Reason.SELF_HARM: t.gettext("Suicide or self-harm"),
        Reason.OTHER: t.gettext("Something else"),
    }[reason]
