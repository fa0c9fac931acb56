"""Words that tell something of speech rather than of its subject; to the models all others look alike."""

from __future__ import annotations

from transforms.word_set import word_set

SPEECH_WORDS = tuple(
    sorted(
        word_set(
            """
            a able about absolutely actually after again ago agree all almost along already alright
            also always am amazing an and another answer any anybody anyone anything anyway are
            around as ask asked asking at away awesome back basically because been before being
            believe between both but by bye came can can't cause cool correct could couldn't course
            curious cuz definitely did didn't different do does doesn't doing don't done down each
            either else enjoy enough especially even ever every everybody everyone everything
            exactly excited exciting fair fantastic far few figure fine first folks for from fun
            funny gentlemen get getting give glad go goes going gonna good goodbye got gotcha great
            guess guest guys ha had happen happy has have haven't having he he's hello her here
            here's hey hi him his hmm honestly how how's huge i i'd i'll i'm i've idea if impressive
            in indeed instead interested interesting into introduce is isn't it it'd it'll it's its
            itself join joined joining just keep kind know last later least less let let's like
            listening literally little long look lot lots love ma'am made mainly make makes many may
            maybe me mean means mhm might mind mine mm more most much must my myself name never next
            nice no nobody nope not nothing now obviously of off often oh ok okay on once one ones
            only or other our ours out over own part people perfect person pleasure point pretty
            probably question questions quick quite read really remember right same saw say saying
            says see seeing seems seen sense she should so some somebody someone something sometimes
            soon sorry sort sounds start still stuff such suppose sure surprised surprising take
            talk talking tell terms than thank thanks that that'll that's the their them then there
            there's these they they'll they're they've thing things think thinking this those though
            thought through time to today together told too totally tried tries true try trying two
            uh uh-huh um understand until up us very wait wanna want wanted was wasn't way we we'd
            we'll we're we've weird welcome well were what what's whatever when where whereas
            whether which while who who's whole why will with within without won't wonder wonderful
            wondering would wouldn't wow y'all yeah yep yes you you'd you'll you're you've your
            yours yourself yup
            """
        )
    )
)  # fmt: skip
