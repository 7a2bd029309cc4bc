"""`standard`: conditions that Reddit keeps for everybody, as far as their lists are public.

After https://www.reddit.com/r/reddit.com/wiki/automoderator/standard-conditions, which Reddit has not changed since
about 2019.
"""

from bot.lang.importers.automoderator.draft import Condition, Draft
from bot.lang.importers.automoderator.reading import text_of
from bot.source.node import Node

DOMAINS = {
    "image hosting sites": (
        "500px.com abload.de deviantart.com deviantart.net fav.me fbcdn.net flickr.com forgifs.com gfycat.com "
        "gifs.com gifsoup.com giphy.com gyazo.com i.redd.it i.reddituploads.com imageshack.us imgclean.com imgur.com "
        "instagr.am instagram.com media.tumblr.com min.us minus.com photobucket.com picsarus.com postimg.org puu.sh "
        "sli.mg staticflickr.com tinypic.com twitpic.com"
    ),
    "video hosting sites": (
        "break.com collegehumor.com dailymotion.com funnyordie.com gfycat.com liveleak.com metacafe.com streamable.com "
        "v.redd.it vid.me vimeo.com vine.co youtu.be youtube.com"
    ),
    "streaming sites": "hitbox.tv livestream.com mixer.com twitch.tv ustream.tv",
    "crowdfunding sites": (
        "crowdrise.com crowdfunder.com fundly.com fundrazr.com gofundme.com indiegogo.com kck.st kickstarter.com "
        "patreon.com rockethub.com youcaring.com"
    ),
    "meme generator sites": (
        "diylol.com generatememes.com imgflip.com livememe.com makeameme.org memecaptain.com memecenter.com "
        "memecreator.org memecrunch.com memegenerator.net memes.com mememaker.net memestache.com qkme.me quickmeme.com "
        "troll.me weknowmemes.com"
    ),
    "facebook links": "facebook.com fb.com fb.me fbcdn.net",
}
_EXPRESSIONS = {
    "direct image links": r"(?i)\.(?:png|jpe?g|gifv?)\b",
    "amazon affiliate links": r"(?i)\bamzn\.to/|\bamazon\.[a-z.]{2,6}/\S*[?&]tag=[\w-]+-2\d\b",
}


def add_standard(draft: Draft, key: str, value: Node) -> None:
    """Add the condition of that name."""
    name = " ".join((text_of(value) or "").lower().split())
    if name in DOMAINS:
        condition: Condition = {"links": {"domain": DOMAINS[name].split()}}
    elif name in _EXPRESSIONS:
        condition = {"regex": {"any": [_EXPRESSIONS[name]], "view": "original"}}
    else:
        draft.lost(key, f"`{name}` is no standard condition that is known")
        return
    draft.wanted.append(condition)
    draft.changed(key, f"`{name}`: the list is written out, and may differ from Reddit's of today")
