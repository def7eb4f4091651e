//! Numbers, exact: written in digits the Indonesian way, or in words.

use std::cmp::Ordering;

use super::lexicon::Meaning;
use super::token::Tokens;

/// An exact decimal number: `mantissa` times ten to the power of `exponent`, without zeros at the mantissa's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    mantissa: i64,
    exponent: i8,
}

/// More digits are no figure that anyone reads; and fifteen are exact in JavaScript's numbers too.
const MOST_DIGITS: u8 = 15;

/// No amount is as large as ten to this power.
const MOST_POWER: i8 = 21;

impl Decimal {
    /// `mantissa` times ten to the power of `exponent`; none where that is absurdly long, large or small.
    pub fn new(mantissa: i64, exponent: i8) -> Option<Decimal> {
        let (mut mantissa, mut exponent) = (mantissa, exponent);
        if mantissa == 0 {
            return Some(Decimal { mantissa, exponent: 0 });
        }
        while mantissa % 10 == 0 {
            mantissa /= 10;
            exponent = exponent.checked_add(1)?;
        }
        let (mut digits, mut left) = (0, mantissa);
        while left != 0 {
            left /= 10;
            digits += 1;
        }
        let is_sane = digits <= MOST_DIGITS && exponent >= -12 && exponent.checked_add(digits as i8)? <= MOST_POWER;
        is_sane.then_some(Decimal { mantissa, exponent })
    }

    /// The number that `digits` write: stops between thousands and a comma before decimals; a stop that is not followed by
    /// exactly three digits is a decimal point. None where it is no number.
    pub fn read(digits: &str) -> Option<Decimal> {
        let bytes = digits.as_bytes();
        let count = |mark: u8| bytes.iter().filter(|byte| **byte == mark).count();
        let last = |mark: u8| bytes.iter().rposition(|byte| *byte == mark);
        // Where the decimals begin, and what parts thousands.
        let (point, between) = match (count(b'.'), count(b',')) {
            (0, 0) => (None, b'.'),
            (0, 1) => (last(b','), b'.'),
            (1, 0) => {
                let at = last(b'.')?;
                let is_thousands = bytes.len() == at + 4 && at <= 3 && bytes.first() != Some(&b'0');
                (Some(at).filter(|_| !is_thousands), b'.')
            }
            (_, 0) => (None, b'.'),
            (0, _) => (None, b','),
            _ if last(b',') > last(b'.') => (last(b','), b'.'),
            _ => (last(b'.'), b','),
        };
        let (mut mantissa, mut decimals, mut group, mut is_grouped) = (0_i64, 0_i8, 0, false);
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'0'..=b'9' => {
                    mantissa = mantissa.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?;
                    group += 1;
                    if point.is_some_and(|point| at > point) {
                        decimals = decimals.checked_add(1)?;
                    }
                }
                _ if is_grouped && group != 3 || group == 0 || group > 3 && Some(at) != point => return None,
                _ if Some(at) == point => (group, is_grouped) = (0, false),
                byte if *byte == between => (group, is_grouped) = (0, true),
                _ => return None,
            }
        }
        if is_grouped && group != 3 {
            return None;
        }
        Decimal::new(mantissa, -decimals)
    }

    /// Ten to the power of `power` times this.
    pub fn shifted(self, power: i8) -> Option<Decimal> {
        Decimal::new(self.mantissa, if self.mantissa == 0 { 0 } else { self.exponent.checked_add(power)? })
    }

    /// A number that equal ones share, and hardly any others.
    pub(super) fn print(self) -> u32 {
        self.mantissa as u32 ^ (self.exponent as u32) << 20
    }

    /// By which power of ten this is more than `other`, where both have the same digits.
    pub(super) fn power_over(self, other: Decimal) -> i8 {
        self.exponent.saturating_sub(other.exponent)
    }

    /// The number, if it is a small whole one.
    pub(super) fn small(self) -> Option<u8> {
        let times = 10_i64.checked_pow(u32::try_from(self.exponent).ok()?)?;
        u8::try_from(self.mantissa.checked_mul(times)?).ok()
    }

    /// This below zero.
    pub fn negated(self) -> Decimal {
        Decimal { mantissa: -self.mantissa, ..self }
    }

    /// Whether this is at most `other`.
    pub fn is_at_most(self, other: Decimal) -> bool {
        let (mut one, mut two) = (self, other);
        // The one with the greater exponent gets that of the other; what does not fit is greater than all that does.
        while one.exponent > two.exponent {
            let Some(next) = one.mantissa.checked_mul(10) else { return one.mantissa < 0 };
            one = Decimal { mantissa: next, exponent: one.exponent - 1 };
        }
        while two.exponent > one.exponent {
            let Some(next) = two.mantissa.checked_mul(10) else { return two.mantissa > 0 };
            two = Decimal { mantissa: next, exponent: two.exponent - 1 };
        }
        one.mantissa.cmp(&two.mantissa) != Ordering::Greater
    }

    /// The number as JSON writes it, all digits and no exponent.
    pub fn text(self) -> String {
        let mut digits = [0_u8; 20];
        let (mut left, mut from) = (self.mantissa.unsigned_abs(), digits.len());
        while left > 0 || from == digits.len() {
            from -= 1;
            if let Some(digit) = digits.get_mut(from) {
                *digit = b'0' + (left % 10) as u8;
            }
            left /= 10;
        }
        let digits = digits.get(from..).unwrap_or_default();
        let mut out = String::with_capacity(24);
        if self.mantissa < 0 {
            out.push('-');
        }
        let decimals = usize::from(self.exponent.min(0).unsigned_abs());
        if decimals >= digits.len() {
            out.push_str("0.");
            out.extend((digits.len()..decimals).map(|_| '0'));
        }
        for (at, digit) in digits.iter().enumerate() {
            if at > 0 && at + decimals == digits.len() {
                out.push('.');
            }
            out.push(char::from(*digit));
        }
        out.extend((0..self.exponent.max(0)).map(|_| '0'));
        out
    }
}

/// The longest number in words that is read, in words.
const MOST_WORDS: usize = 12;

/// The number in words that begins with token `at`, and the token behind it: `dua belas juta`, `setengah miliar`, `lima
/// koma dua`. With it, whether it has a word for thousands or more.
pub(super) fn in_words(tokens: &Tokens, at: usize) -> Option<(Decimal, usize, bool)> {
    if matches!(tokens.meaning(at), Some(Meaning::Half)) {
        let (half, end, scaled) = scaled(tokens, Decimal::new(5, -1)?, at + 1)?;
        return Some((half, end, scaled));
    }
    let (mut sum, mut part, mut end) = (0_i64, 0_i64, at);
    let mut is_large = false;
    while end < at + MOST_WORDS {
        match tokens.meaning(end) {
            Some(Meaning::Count(count)) => part += i64::from(count),
            Some(Meaning::Teen) if end > at => part += 10,
            Some(Meaning::Times(times)) if end > at => {
                // What multiplies is the last word alone: of `seratus lima puluh` the five.
                let last = part % i64::from(times);
                part += last * (i64::from(times) - 1);
            }
            Some(Meaning::Scale(power)) if end > at && part > 0 => {
                sum = sum.checked_add(part.checked_mul(10_i64.checked_pow(u32::from(power))?)?)?;
                part = 0;
                is_large = true;
            }
            _ => break,
        }
        end += 1;
    }
    if end == at {
        return None;
    }
    let whole = Decimal::new(sum.checked_add(part)?, 0)?;
    if tokens.is(end, "koma") {
        let (mut mantissa, mut decimals) = (sum + part, 0_u8);
        while let Some(Meaning::Count(digit @ 0..=9)) = tokens.meaning(end + 1 + usize::from(decimals)) {
            mantissa = mantissa.checked_mul(10)?.checked_add(i64::from(digit))?;
            decimals += 1;
            if decimals == 6 {
                break;
            }
        }
        let number = Decimal::new(mantissa, -(decimals as i8)).filter(|_| decimals > 0 && !is_large);
        return number.and_then(|number| scaled(tokens, number, end + 1 + usize::from(decimals)));
    }
    // Satu setengah juta.
    if matches!(tokens.meaning(end), Some(Meaning::Half)) && !is_large {
        return scaled(tokens, Decimal::new((sum + part) * 10 + 5, -1)?, end + 1);
    }
    Some((whole, end, is_large))
}

/// `number` times the words for thousands and more that stand at token `at`, the token behind them, and whether there are
/// any.
pub(super) fn scaled(tokens: &Tokens, number: Decimal, at: usize) -> Option<(Decimal, usize, bool)> {
    let (mut number, mut end) = (number, at);
    while let Some(Meaning::Scale(power)) = tokens.meaning(end).filter(|_| end < at + 2) {
        number = number.shifted(power as i8)?;
        end += 1;
    }
    Some((number, end, end > at))
}
