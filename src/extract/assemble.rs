//! Puts an article together from a copied region and from what the head says.

use std::cell::Cell;
use std::ops::Range;

use super::blocks::{self, Piece, Verdict, is_hidden};
use super::elsewhere::{self, Lead, Leads};
use super::features::Around;
use super::furniture::Trust;
use super::masthead;
use super::measure::Measure;
use super::metadata::Head;
use super::profile::{self, Profile};
use super::region::Region;
use super::title::Said;
use super::{
    Extraction, Outcome, Reason, Removal, address, byline, caption, furniture, indicators, judge, labels, pager,
    picture, run,
};
use crate::article::{Access, Article, Block, Byline, Image, Item, Related, Style, Text};
use crate::limits::{self, Clock, Limit};
use crate::page::Page;
use crate::page::tree::{Tag, Tree};
use crate::text::{self, moment};

/// The article of `region`. `site` is what is known of the site; `profile` is set where it also found the region.
pub(super) fn article<P: Page>(
    page: &P,
    site: Option<&'static Profile>,
    profile: Option<&'static Profile>,
    region: Region,
    mut head: Head,
) -> Extraction {
    let Region { tree, body: marked, headline } = region;
    let parts = match (profile, marked) {
        (Some(profile), Some(body)) => parts_by(profile, &tree, body, headline),
        _ => match parts_by_judgement(&tree, headline, site, &head, page.address()) {
            Ok(parts) => parts,
            Err(reason) => return nothing(page, site, head, reason),
        },
    };
    let Parts { mut pieces, leads, mut run, body, wall } = parts;
    if let Some(end) = elsewhere::ending(&pieces, &run, site) {
        run.end = end;
    }
    let access = if wall { Access::Partial } else { Access::Full };
    let headline_text = headline.map(|node| {
        let mut text = tree.all_text(node);
        limits::shorten(&mut text);
        text
    });
    let said = Said::new(&head, page.address());
    let title = match &headline_text {
        Some(headline) if profile.is_some() && !headline.is_empty() => headline.clone(),
        _ => said.vote(page, &tree, headline),
    };
    let (met, clock) = (head.limits, head.clock);
    let mut known = std::mem::take(&mut head.known);
    let said_image = head.image.clone();
    let mut article = head.into_titled_article(page, site, title);

    let found = labels::apply(&mut pieces, run.clone(), headline_text.as_deref().unwrap_or(&article.title));
    if profile.is_some() {
        keep_shown(&tree, &mut pieces, run.start);
    }

    let mut names = Byline::default();
    if let Some(profile) = profile {
        for index in (0..tree.len()).filter(|index| profile::any(&tree, *index, profile.bylines)) {
            byline::fill(&mut names, byline::parse(&tree.all_text(index)).unwrap_or_default());
        }
    }
    byline::fill(&mut names, leads.editors);
    if profile.is_none() {
        drop_links(&mut pieces, run.start);
    }
    // Behind the text a line of its own may name the editor.
    for root in (body.end..tree.len()).filter(|index| tree.parent(*index).is_none()) {
        byline::fill(&mut names, byline::parse(&tree.all_text(root)).unwrap_or_default());
    }
    let mut byline = found.byline;
    byline::fill(&mut byline, names);
    (known.byline, known.signature, known.seen) = (byline, found.signature, found.published);
    known.trusted = site.is_some();
    known.modified = article.modified;
    known.clock = clock;
    (article.byline, article.published) = masthead::decide(page, &tree, headline, body.start, known);
    // A day may open the title of what happened on it.
    let titled = || moment::find(&article.title).filter(|(_, span)| span.start == 0).map(|(moment, _)| moment);
    article.published = article.published.or_else(titled);
    let offset = site.map(|profile| profile.offset);
    article.published = article.published.map(|moment| moment.with_default_offset(offset));
    article.modified = article.modified.map(|moment| moment.with_default_offset(offset));
    article.dateline = found.dateline;
    article.access = access;

    article.lead_image = found.lead;
    if let Some(profile) = profile.filter(|_| article.lead_image.is_none()) {
        article.lead_image = lead_of(&tree, &body, profile);
    }
    if let Some(site) = site.filter(|_| !tree.is_late(clock)) {
        article.indicators = indicators::read(page, site.indicators);
    }
    let last = pieces.iter().rev().find(|piece| piece.rule.is_none()).map_or(body.start, |piece| piece.node);
    article.pages = match profile {
        Some(profile) => pager::marked(page, &tree, profile, &article.canonical),
        None => pager::judged(page, &tree, last, &article.canonical),
    };
    if let Some(whole) = pager::whole(page.address(), &article.canonical, article.pages.as_ref()) {
        article.canonical = whole;
    }
    article.tags = tags(&tree, last, site, &pieces);
    if article.lead_image.is_none() && profile.is_none() {
        article.lead_image = said_image.map(|src| Image { src, ..Image::default() });
    }

    let mut trace = Vec::new();
    let mut places = Vec::new();
    for (index, Piece { block, rule, .. }) in pieces.into_iter().enumerate() {
        let after = article.blocks.len().checked_sub(1);
        if let Some((words, _)) = found.opening.as_ref().filter(|(words, piece)| *piece == index && !words.is_empty()) {
            let blocks = vec![Block::Paragraph(words.as_str().into())];
            trace.push(Removal { rule: "dateline", after, blocks });
        }
        places.push(after);
        match rule {
            None => article.blocks.push(block),
            Some(rule) => match trace.last_mut() {
                Some(Removal { rule: last, after: place, blocks }) if *last == rule && *place == after => {
                    blocks.push(block)
                }
                _ => trace.push(Removal { rule, after, blocks: vec![block] }),
            },
        }
    }
    // Both lists are in the order of the page.
    let mut others = leads.related.into_iter().peekable();
    for lead in found.related {
        while let Some(other) = others.next_if(|other| other.3 < lead.3) {
            article.related.push(related(other, &places));
        }
        article.related.push(related(lead, &places));
    }
    article.related.extend(others.map(|other| related(other, &places)));
    resolve(page, &tree, &mut article, &mut trace);
    shorten(&mut article);
    if let Some(pages) = &mut article.pages {
        for missing in pages.missing.iter_mut().filter(|missing| missing.page > pages.current) {
            missing.after = article.blocks.len().checked_sub(1);
        }
    }
    let limits = met.and(tree.limits());
    Extraction { outcome: Outcome::Article, article, profile: profile.map(|profile| profile.name), trace, limits }
}

/// A link to another article, with its place among the blocks.
fn related((label, title, url, piece): Lead, places: &[Option<usize>]) -> Related {
    Related { label, title, url, after: places.get(piece).copied().flatten() }
}

/// A page that has no article, with what its head says.
pub(super) fn nothing<P: Page>(page: &P, site: Option<&Profile>, head: Head, reason: Reason) -> Extraction {
    let limits = head.limits;
    let mut article = head.into_article(page, site);
    shorten(&mut article);
    Extraction { outcome: Outcome::NotArticle(reason), article, profile: None, trace: Vec::new(), limits }
}

/// The pieces of a region.
struct Parts {
    /// Those above the text, those of the text, and those behind it.
    pieces: Vec<Piece>,
    /// What lines that lead elsewhere told.
    leads: Leads,
    /// Which are those of the text.
    run: Range<usize>,
    /// The nodes of the text.
    body: Range<usize>,
    /// Whether an offer to subscribe stands where the rest would be.
    wall: bool,
}

fn parts_by(profile: &'static Profile, tree: &Tree, body: usize, headline: Option<usize>) -> Parts {
    let measure = Measure::new(tree);
    let judge = |index: usize| judge_by(profile, tree, &measure, index, body);
    let inside = tree.inside(body);
    let above = headline.map(|headline| tree.end(headline)).filter(|end| *end <= body).unwrap_or(body);
    let mut pieces = blocks::pieces(tree, 0..above, &judge);
    pieces.extend(blocks::pieces(tree, above..body, &judge));
    pieces.extend(blocks::pieces(tree, inside.clone(), &judge));
    pieces.extend(blocks::pieces(tree, inside.end..tree.len(), &judge));
    caption::attach(tree, &measure, &mut pieces, &labels::is_named);
    above_headline(tree, &mut pieces, headline);
    let leads = elsewhere::mark(&mut pieces, Some(profile));
    stray_lines(tree, &mut pieces);
    // Marking may have parted pieces; they keep their nodes.
    let first = pieces.iter().position(|piece| piece.node >= inside.start).unwrap_or(pieces.len());
    let end = pieces.iter().position(|piece| piece.node >= inside.end).unwrap_or(pieces.len());
    let mut run = first..end;
    let offer = labels::wall(pieces.get(..run.end).unwrap_or_default(), run.clone());
    if let Some(offer) = offer {
        run.end = run.end.min(offer).max(run.start);
    }
    let wall = offer.is_some() || (0..tree.len()).any(|index| is_wall(profile, tree, &measure, index));
    Parts { pieces, leads, run, body: inside, wall }
}

/// Takes out what stands above the headline, and the headline, which is said already: all but the date, the names and the picture nearest
/// to it, where none of these stands behind the headline.
fn above_headline(tree: &Tree, pieces: &mut [Piece], headline: Option<usize>) {
    let Some(headline) = headline else { return };
    let before = pieces.iter().take_while(|piece| piece.node <= headline).count();
    let Some((above, behind)) = pieces.split_at_mut_checked(before) else { return };
    let masthead = behind.iter().position(is_text).unwrap_or(behind.len());
    let masthead = behind.get(..masthead).unwrap_or_default();
    let named = |piece: &Piece, dated: bool| {
        piece.rule.is_none() && labels::is_named(piece) && labels::is_dated(piece) == dated
    };
    let is_picture = |piece: &Piece| piece.rule.is_none() && matches!(piece.block, Block::Figure(_));
    // A site's own sign stands in its header, or is a link.
    let is_sign = |piece: &Piece| {
        std::iter::successors(tree.parent(piece.node), |outer| tree.parent(*outer))
            .any(|outer| matches!(tree.tag(outer), Some(Tag::A | Tag::Header | Tag::Nav)))
    };
    let mut wanted = [
        !masthead.iter().any(|piece| named(piece, true)),
        !masthead.iter().any(|piece| named(piece, false)),
        !masthead.iter().any(is_picture),
    ];
    for piece in above.iter_mut().rev() {
        let is = [named(piece, true), named(piece, false), is_picture(piece) && !is_sign(piece)];
        let kept = is.iter().zip(&mut wanted).any(|(is, wanted)| *is && std::mem::take(wanted));
        if !kept {
            let rule = if headline == piece.node { "headline" } else { "above the headline" };
            piece.rule = piece.rule.or(Some(rule));
        }
    }
}

/// Whether a piece is a paragraph of the text; a long byline is as long as one.
fn is_text(piece: &Piece) -> bool {
    run::is_prose(piece) && !labels::is_named(piece)
}

/// A stray line has at most this many words.
const LONGEST_STRAY: usize = 14;

/// Takes out short lines without a full stop that stand in boxes of their own where nearly all paragraphs stand side by
/// side: such boxes are put in between, mostly by adverts. For bodies that a profile names: elsewhere they may be headings.
fn stray_lines(tree: &Tree, pieces: &mut [Piece]) {
    let line_of = |node: usize| {
        std::iter::successors(Some(node), |index| tree.parent(*index))
            .find(|index| tree.tag(*index).is_some_and(|tag| !tag.is_inline()))
    };
    let holder = |piece: &Piece| {
        let line = line_of(piece.node)?;
        if tree.tag(line) == Some(Tag::P) { tree.parent(line) } else { Some(line) }
    };
    let prose: Vec<usize> = pieces
        .iter()
        .filter(|piece| run::is_prose(piece) && matches!(piece.block, Block::Paragraph(_)))
        .filter_map(holder)
        .collect();
    let count = |holder: usize| prose.iter().filter(|other| **other == holder).count();
    let Some(main) = prose.iter().copied().max_by_key(|holder| count(*holder)) else { return };
    if count(main) < 3 || count(main) * 10 < prose.len() * 7 {
        return;
    }
    let text = pieces.iter_mut().skip_while(|piece| !is_text(piece)).filter(|piece| piece.rule.is_none());
    for piece in text {
        let Block::Paragraph(line) = &piece.block else { continue };
        let other = holder(piece).filter(|holder| *holder != main && tree.inside(main).contains(holder));
        let in_box = other.is_some_and(|other| matches!(tree.tag(other), Some(Tag::Div | Tag::Section)));
        if in_box && text::count_words(&line.text) <= LONGEST_STRAY && !run::ends_sentence(line) {
            piece.rule = Some("stray line");
        }
    }
}

/// Keeps the film or the pictures that a page of little text shows between its headline and that text.
fn keep_shown(tree: &Tree, pieces: &mut [Piece], body_from: usize) {
    for piece in pieces.iter_mut().take(body_from).filter(|piece| piece.rule == Some("above the text")) {
        let is_shown = match &piece.block {
            Block::Figure(_) => tree.tag(piece.node) == Some(Tag::Figure),
            // The buttons of social networks come in frames too.
            Block::Embed { href, .. } => !text::holds(href, "/plugins/"),
            _ => false,
        };
        if is_shown {
            piece.rule = None;
        }
    }
}

/// Fewer words than this are no article without a profile.
const LEAST_WORDS: usize = 40;

/// Fewer words than this are none even under a date or a byline.
const LEAST_SIGNED_WORDS: usize = 15;

/// With fewer words than this the page is read again with less trust in its markup.
const FEW_WORDS: usize = 120;

/// A teaser has fewer words than this.
const LONGEST_TEASER: usize = 200;

/// Headings that are links and have less text than this each make a list.
const WORDS_AN_ENTRY: usize = 40;

/// The pieces of the region as the markup has them, believed as far as it deserves, with a first judgement.
pub(super) fn weighed(
    tree: &Tree,
    headline: Option<usize>,
    site: Option<&Profile>,
    clock: Clock,
) -> (Vec<Piece>, run::Survey, Leads) {
    let measure = Measure::new(tree);
    let main_words = main_words(tree);
    let mut best = judged(tree, &measure, headline, main_words, Trust::Markup, site);
    for trust in [Trust::Names, Trust::Tags] {
        if best.1.words >= FEW_WORDS || tree.is_late(clock) {
            break;
        }
        let other = judged(tree, &measure, headline, main_words, trust, site);
        if other.1.words > 2 * best.1.words {
            best = other;
        }
    }
    best
}

fn parts_by_judgement(
    tree: &Tree,
    headline: Option<usize>,
    site: Option<&Profile>,
    head: &Head,
    address: &str,
) -> Result<Parts, Reason> {
    let (mut pieces, mut survey, leads) = weighed(tree, headline, site, head.clock);
    let linked = |heading: usize| is_linked(tree, heading, address);
    let headings = (0..tree.len()).filter(|index| tree.tag(*index).and_then(Tag::heading_level).is_some());
    let entries = headings.filter(|heading| linked(*heading)).count();
    let has_prose = survey.run.clone().any(|index| pieces.get(index).is_some_and(run::is_prose));
    if survey.home.is_none() || !has_prose && survey.words < FEW_WORDS {
        return Err(if entries >= 5 { Reason::ListPage } else { Reason::NoBody });
    }
    // A date or a byline between the headline and the text is what articles have and lists have not.
    let from = headline
        .and_then(|headline| pieces.iter().position(|piece| piece.node == headline))
        .unwrap_or(survey.run.start);
    let first =
        survey.run.clone().find(|index| pieces.get(*index).is_some_and(run::is_prose)).unwrap_or(survey.run.start);
    // A long byline with its date is as long as prose.
    let signed = headline.is_some()
        && (pieces.get(from..first).unwrap_or_default().iter().any(labels::is_signature)
            || pieces.get(first).is_some_and(labels::is_named));
    // A headline that leads elsewhere heads an entry of a list, and what follows it is a teaser.
    if survey.words < LONGEST_TEASER
        && (headline.is_some_and(linked) || (!signed && entries >= 5 && survey.words < WORDS_AN_ENTRY * entries.min(3)))
    {
        return Err(Reason::ListPage);
    }
    if survey.words < if signed { LEAST_SIGNED_WORDS } else { LEAST_WORDS } {
        return Err(Reason::TooShort);
    }
    // Without the judge the first judgement stands.
    let kept = match tree.is_late(head.clock) {
        true => Vec::new(),
        false => judge::kept(tree, &pieces, &survey, &Around::new(tree, headline, head)),
    };
    let is_text = |index: &usize| {
        kept.get(*index).is_some_and(|kept| *kept) && pieces.get(*index).is_some_and(|piece| piece.block.is_text())
    };
    if let (Some(first), Some(last)) = ((0..pieces.len()).find(is_text), (0..pieces.len()).rev().find(is_text)) {
        survey.run = first..last + 1;
        for index in survey.run.clone() {
            if let (Some(piece), Some(kept)) = (pieces.get_mut(index), kept.get(index)) {
                piece.rule = if *kept { None } else { piece.rule.or(Some(judge::BESIDE)) };
            }
        }
    }
    let wall = labels::wall(&pieces, survey.run.clone());
    if let Some(offer) = wall {
        survey.run.end = survey.run.end.min(offer).max(survey.run.start);
    }
    // A picture or a chart may close the text, unless it belongs to a link behind it.
    let is_shown = |piece: &Piece| {
        let linked = std::iter::successors(tree.parent(piece.node), |outer| tree.parent(*outer))
            .take(3)
            .any(|outer| tree.tag(outer) == Some(Tag::A));
        piece.rule.is_none() && !linked && matches!(piece.block, Block::Figure(_) | Block::Embed { .. })
    };
    let last = survey.run.end.checked_sub(1).and_then(|last| pieces.get(last)).map_or(0, |piece| piece.node);
    let holder = tree.parent(last).and_then(|line| tree.parent(line)).map_or(0..0, |holder| tree.inside(holder));
    while wall.is_none()
        && pieces.get(survey.run.end).is_some_and(|piece| is_shown(piece) && holder.contains(&piece.node))
    {
        survey.run.end += 1;
    }
    let node = |index: usize| pieces.get(index).map(|piece| piece.node);
    let end = survey.run.end.checked_sub(1).and_then(node).map_or(tree.len(), |last| tree.end(last));
    let body = node(survey.run.start).unwrap_or(0)..end;
    Ok(Parts { pieces, leads, run: survey.run, body, wall: wall.is_some() })
}

/// The pieces of the region as the generic judge has them, and what they look like.
fn judged(
    tree: &Tree,
    measure: &Measure,
    headline: Option<usize>,
    main_words: usize,
    trust: Trust,
    site: Option<&Profile>,
) -> (Vec<Piece>, run::Survey, Leads) {
    let judge = |index: usize| furniture::judge(tree, measure, index, main_words, trust);
    let mut pieces = blocks::pieces(tree, 0..tree.len(), &judge);
    for piece in pieces.iter_mut().filter(|piece| Some(piece.node) == headline) {
        piece.rule = Some(judge::HEADLINE);
    }
    caption::attach(tree, measure, &mut pieces, &labels::is_named);
    let leads = elsewhere::mark(&mut pieces, site);
    let survey = run::survey(tree, &pieces, headline);
    (pieces, survey, leads)
}

/// The words of the node whose own children hold the most.
fn main_words(tree: &Tree) -> usize {
    let mut words = vec![0_usize; tree.len()];
    for index in (0..tree.len()).filter(|index| tree.tag(*index).is_none()) {
        // Text, the line that it stands in, and what holds that.
        let line = std::iter::successors(tree.parent(index), |parent| tree.parent(*parent))
            .find(|outer| tree.tag(*outer).is_some_and(|tag| !tag.is_inline()));
        let holder =
            line.map(|line| if tree.tag(line) == Some(Tag::P) { tree.parent(line).unwrap_or(line) } else { line });
        let is_read = line.is_some_and(|line| tree.tag(line).is_some_and(|tag| !tag.is_unreadable()));
        if let Some(sum) = holder.filter(|_| is_read).and_then(|holder| words.get_mut(holder)) {
            *sum += text::count_words(tree.text(index));
        }
    }
    words.into_iter().max().unwrap_or(0)
}

/// Whether a heading holds a link or stands in one. A link to the page at `address` itself leads nowhere: blogs write
/// their headlines so.
fn is_linked(tree: &Tree, heading: usize, address: &str) -> bool {
    let is_link = |index: usize| {
        tree.tag(index) == Some(Tag::A)
            && tree
                .attribute(index, "href")
                .is_some_and(|href| !href.starts_with('#') && !address::is_same_page(href, address))
    };
    tree.inside(heading).any(is_link)
        || std::iter::successors(tree.parent(heading), |parent| tree.parent(*parent)).take(3).any(is_link)
}

/// Takes out what between the paragraphs only leads elsewhere.
fn drop_links(pieces: &mut [Piece], body_from: usize) {
    let mostly = |(all, linked): (usize, usize), percent: usize| all > 0 && linked * 100 > all * percent;
    for piece in pieces.iter_mut().skip(body_from).filter(|piece| piece.rule.is_none()) {
        let leads_away = match &piece.block {
            Block::Paragraph(text) => mostly(run::words(text), 80) && !run::ends_sentence(text),
            Block::Heading { text, .. } => mostly(run::words(text), 80),
            Block::List { items, .. } => {
                let sum = items
                    .iter()
                    .map(|item| run::words(&item.text))
                    .fold((0, 0), |sum, item| (sum.0 + item.0, sum.1 + item.1));
                mostly(sum, 75)
            }
            _ => false,
        };
        if leads_away {
            piece.rule = Some("list of links");
        }
    }
}

/// What the profile says of a node, and inside the body what the engine thinks of boxes that the profile doesn't know.
fn judge_by(profile: &'static Profile, tree: &Tree, measure: &Measure, index: usize, body: usize) -> Verdict {
    let inside = tree.inside(body).contains(&index);
    if inside {
        if is_wall(profile, tree, measure, index) {
            return Verdict::Stop("subscription offer");
        }
        if profile::any(tree, index, profile.stops) {
            return Verdict::Stop(elsewhere::BEHIND);
        }
    }
    if profile::any(tree, index, profile.drops) {
        return Verdict::Drop("furniture");
    }
    if tree.tag(index).is_some() && is_hidden(tree, index) {
        return Verdict::Drop(blocks::HIDDEN);
    }
    if !inside {
        return Verdict::Keep;
    }
    match furniture::judge(tree, measure, index, measure.words(tree, body), Trust::Markup) {
        Verdict::Drop(rule @ ("furniture" | furniture::CAPTION)) => Verdict::Drop(rule),
        _ => Verdict::Keep,
    }
}

/// Whether a subscription wall stands at the node; one that is hidden or empty is kept ready for other pages.
fn is_wall(profile: &Profile, tree: &Tree, measure: &Measure, index: usize) -> bool {
    profile::any(tree, index, profile.walls)
        && measure.words(tree, index) > 0
        && !std::iter::successors(Some(index), |outer| tree.parent(*outer)).any(|outer| is_hidden(tree, outer))
}

/// The picture in what the profile calls the lead, wherever it stands.
fn lead_of(tree: &Tree, body: &Range<usize>, profile: &Profile) -> Option<Image> {
    let holder = profile::find(tree, profile.lead)?;
    let outside = |index: &usize| !body.contains(index);
    let picture =
        tree.inside(holder).filter(outside).find(|index| matches!(tree.tag(*index), Some(Tag::Img | Tag::AmpImg)))?;
    let mut image = picture::of(tree, picture)?;
    let words = tree
        .inside(holder)
        .filter(outside)
        .filter(|index| tree.tag(*index).is_none())
        .map(|index| tree.text(index))
        .collect::<String>();
    (image.caption, image.credit) = caption::split(&text::folded(&words));
    Some(image)
}

/// The site's keywords: the links in what the profile calls tags, and behind the last piece of text the links that say so
/// themselves.
fn tags(tree: &Tree, last: usize, site: Option<&Profile>, pieces: &[Piece]) -> Vec<String> {
    let marked = site.map_or(&[][..], |site| site.tags);
    let mut out: Vec<String> = Vec::new();
    let mut add = |link: usize| {
        let tag = tree.all_text(link);
        let tag = tag.trim_start_matches('#');
        let is_short = !tag.is_empty() && tag.chars().count() <= 80;
        if is_short && out.len() < limits::NAMES && !out.iter().any(|known| known == tag) {
            out.push(tag.to_owned());
        }
    };
    let is_link = |index: &usize| tree.tag(*index) == Some(Tag::A);
    for holder in (0..tree.len()).filter(|index| profile::any(tree, *index, marked)) {
        tree.inside(holder).filter(is_link).for_each(&mut add);
    }
    // The text may end in a link to a keyword; the keywords themselves stand on lines that were taken out.
    let kept = pieces.iter().rev().find(|piece| piece.rule.is_none()).map(|piece| piece.block.clone());
    let in_text = |link: usize| match &kept {
        Some(Block::Paragraph(text) | Block::Quote(text)) => {
            let address = tree.attribute(link, "href");
            text.spans.iter().any(|span| matches!(&span.style, Style::Link(href) if address == Some(href)))
        }
        _ => false,
    };
    let is_keyword = |link: &usize| {
        let by_path = tree
            .attribute(*link, "href")
            .is_some_and(|href| elsewhere::KEYWORD_PATHS.iter().any(|path| text::holds(href, path)));
        by_path || tree.attribute(*link, "rel").is_some_and(|rel| rel.split_whitespace().any(|word| word == "tag"))
    };
    let keywords = (tree.end(last)..tree.len()).filter(is_link).filter(is_keyword).take(2 * limits::NAMES);
    keywords.filter(|link| !in_text(*link)).for_each(add);
    out
}

/// Makes every address absolute. A link that is none loses its address and keeps its words; of a picture or an embed that
/// has none, the words stay in the trace.
fn resolve<P: Page>(page: &P, tree: &Tree, article: &mut Article, trace: &mut Vec<Removal>) {
    let absolute = |address: &mut String| match page.resolve(address) {
        Some(found) => {
            *address = found;
            true
        }
        None => false,
    };
    let links = Cell::new(0);
    let text = |text: &mut Text| {
        text.spans.retain_mut(|span| match &mut span.style {
            Style::Link(_) if links.get() >= limits::LINKS => {
                tree.meet(Limit::Links);
                false
            }
            Style::Link(address) => {
                links.set(links.get() + 1);
                absolute(address)
            }
            _ => true,
        });
    };
    let block = |block: &mut Block| {
        match block {
            Block::Paragraph(words) | Block::Quote(words) | Block::Heading { text: words, .. } => text(words),
            Block::List { items, .. } => items.iter_mut().for_each(|Item { text: words, .. }| text(words)),
            Block::Table { rows, .. } => rows.iter_mut().flatten().for_each(|cell| text(&mut cell.text)),
            Block::Figure(image) => return absolute(&mut image.src),
            Block::Embed { href, .. } => return absolute(href),
            Block::Code(_) => {}
        }
        true
    };
    // Dropping a block moves those behind it, so places that were noted move with them.
    let mut kept = Vec::with_capacity(article.blocks.len());
    for one in &mut article.blocks {
        kept.push(block(one));
    }
    let moved = |after: Option<usize>| {
        after.and_then(|after| kept.iter().take(after + 1).filter(|kept| **kept).count().checked_sub(1))
    };
    let mut lost = Vec::new();
    let mut places = 0_usize..;
    article.blocks.retain(|block| {
        let place = places.next().unwrap_or_default();
        let keep = kept.get(place).copied().unwrap_or(true);
        if let Some(words) = words_of(block).filter(|_| !keep) {
            lost.push(Removal { rule: "without an address", after: moved(place.checked_sub(1)), blocks: vec![words] });
        }
        keep
    });
    for removal in trace.iter_mut() {
        removal.after = moved(removal.after);
        for one in &mut removal.blocks {
            if !block(one) {
                *one = words_of(one).unwrap_or(Block::Paragraph(Text::default()));
            }
        }
        removal.blocks.retain(|block| !matches!(block, Block::Paragraph(text) if text.text.is_empty()));
    }
    trace.extend(lost);
    article.related.retain_mut(|related| {
        related.after = moved(related.after);
        absolute(&mut related.url)
    });
    article.lead_image = article.lead_image.take().filter(|image| !image.src.is_empty()).and_then(|mut image| {
        image.src = page.resolve(&image.src)?;
        Some(image)
    });
}

/// Cuts what should be a line and is a book, and lists of which no reader sees the end.
fn shorten(article: &mut Article) {
    let optional = |line: &mut Option<String>| {
        if let Some(line) = line {
            limits::shorten(line);
        }
    };
    let image =
        |image: &mut Image| [&mut image.alt, &mut image.caption, &mut image.credit].into_iter().for_each(optional);
    limits::shorten(&mut article.title);
    let Byline { authors, editors, sources } = &mut article.byline;
    for names in [authors, editors, sources, &mut article.tags] {
        names.truncate(limits::NAMES);
        names.iter_mut().for_each(limits::shorten);
    }
    [&mut article.section, &mut article.site, &mut article.dateline, &mut article.excerpt]
        .into_iter()
        .for_each(optional);
    article.lead_image.iter_mut().for_each(image);
    article.related.truncate(limits::NAMES);
    for related in &mut article.related {
        limits::shorten(&mut related.label);
        limits::shorten(&mut related.title);
    }
    for block in &mut article.blocks {
        match block {
            Block::Figure(figure) => image(figure),
            Block::Embed { title, .. } => optional(title),
            Block::Table { caption, .. } => optional(caption),
            _ => {}
        }
    }
}

/// The words under a picture or of a frame, as a paragraph.
fn words_of(block: &Block) -> Option<Block> {
    let text = block.text();
    (!text.is_empty()).then(|| Block::Paragraph(text.as_ref().into()))
}
