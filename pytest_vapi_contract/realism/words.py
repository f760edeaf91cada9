"""Words that realistic values are made of. All are ours; numbers, hosts and keys are reserved."""

from __future__ import annotations

PEOPLE = (
    "Alice Moreno",
    "Ben Carter",
    "Chioma Okafor",
    "Daniel Weber",
    "Elena Petrova",
    "Farid Haddad",
    "Grace Kim",
    "Hugo Lambert",
    "Ines Duarte",
    "Jonas Lind",
    "Keiko Tanaka",
    "Liam O'Brien",
    "Maya Patel",
    "Noah Fischer",
    "Olivia Brandt",
    "Priya Nair",
    "Quentin Mills",
    "Rosa Jiménez",
    "Samuel Adeyemi",
    "Tara Whitfield",
    "Umar Siddiqui",
    "Vera Novak",
    "Wei Zhang",
    "Zoë Hartmann",
)
COMPANIES = (
    "Harbor Dental",
    "Northwind Clinic",
    "Bluebird Bank",
    "Oakline Insurance",
    "Summit Auto Repair",
    "Greenleaf Pharmacy",
    "Lakeside Veterinary",
    "Brightpath Tutoring",
    "Cedar & Stone Realty",
    "Metro Home Services",
    "Pinewood Hotel",
    "Rapid Parcel",
    "Silverline Energy",
    "Sunrise Fitness",
    "Trattoria Lucia",
    "Willow Legal",
)
ASSISTANTS = (
    "Front Desk",
    "Appointment Scheduler",
    "Support Agent",
    "Billing Assistant",
    "Lead Qualifier",
    "Order Status Line",
    "After Hours Receptionist",
    "Survey Caller",
    "Booking Concierge",
    "Claims Intake",
    "Delivery Updates",
    "Patient Intake",
)
LABELS = (
    "Appointment reminders, production",
    "After-hours calls, west region",
    "Spring campaign, second wave",
    "Customer intake for new patients",
    "Daily follow-up with open orders",
    "Callback queue on weekends",
    "Transfer to the billing team",
    "Quality review of long calls",
    "Fallback when lines are busy",
    "Staging copy, do not dial",
    "Order status and deliveries",
    "Survey one day after a visit",
)
KEYS = (
    "customer_name",
    "order_id",
    "appointment_date",
    "reason",
    "account_number",
    "zip_code",
    "callback_time",
)
KEYWORDS = (
    "appointment",
    "invoice",
    "refund",
    "delivery",
    "deductible",
    "prescription",
    "reschedule",
    "balance",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
TIMES = ("nine in the morning", "half past ten", "noon", "a quarter past two", "four in the afternoon")
TOPICS = (
    "an upcoming appointment",
    "a delayed delivery",
    "a question about the last invoice",
    "a new insurance claim",
    "a change of address",
    "the opening hours over the holidays",
    "a refund that has not arrived",
    "a repair under warranty",
)
OUTCOMES = (
    "The assistant confirmed the details and sent a text message with a summary.",
    "The caller asked for a call back on the next business day.",
    "The request was completed and no further action is needed.",
    "The call was transferred to a member of the billing team.",
    "The caller will send the missing document by e-mail.",
)
SENTENCES = (
    "I can help you with that, let me pull up your account first.",
    "Could you please confirm the phone number that we have on file for you?",
    "Your appointment is confirmed, and a reminder will be sent the day before.",
    "I am looking into it right now, this will only take a moment.",
    "Thanks for waiting, I have found your order and it ships tomorrow morning.",
    "The earliest opening that I can see is on Thursday at half past ten.",
    "Before we continue, may I have your full name and your date of birth?",
    "That charge is for the service visit on the third of the month.",
    "I will transfer you to a colleague who can take care of the refund.",
    "Is there anything else that I can do for you today?",
    "No problem at all, I have moved the visit to next week for you.",
    "We are open from eight to six, and on Saturdays until noon.",
)
FIRST_MESSAGES = (
    "Hi, thanks for calling {company}. How can I help you today?",
    "Hello, this is the virtual assistant of {company}. What can I do for you?",
    "Good morning, {company}, you are speaking with the front desk. May I ask who is calling?",
    "Thanks for calling {company}. This call may be recorded. How may I direct your call?",
)
CLOSINGS = (
    "Thanks for calling {company}. Goodbye!",
    "It was a pleasure to help you. Have a wonderful day!",
    "All right, you are all set. {company} wishes you a good day, goodbye.",
)
VOICEMAILS = (
    "Hello, this is {company} with a message about {topic}. Please call us back when you have a minute.",
    "Hi, {company} here. We tried to reach you because of {topic}. You can return this call at any time.",
)
PROMPTS = (
    (
        "You are a voice assistant for {company}. Answer briefly and politely, and ask one thing at a time. "
        "Never guess: if you do not know something, offer to transfer the caller to a person."
    ),
    (
        "You are the receptionist of {company}. Find out who is calling and why, look up open times with "
        "check_availability, and read the date and the time back to the caller before you book anything."
    ),
    (
        "You answer calls about {topic} for {company}. Confirm the caller's name and number first. Keep "
        "every answer under two sentences, since it will be spoken aloud, and do not use lists."
    ),
)
#: Sentences of which a prompt has a dozen.
RULES = (
    "Speak in short sentences, as people do on the phone, and never read out a list.",
    "Ask for one thing at a time and wait for the answer before you go on.",
    "Spell out numbers, dates and times: say nine thirty in the morning, not 9:30 AM.",
    "If the caller is silent for a while, ask once whether they are still there.",
    "Never invent an opening, a price or a status: look it up with a tool, or say that you cannot see it.",
    "Before you change or book anything, read the date, the time and the name back and wait for a yes.",
    "If a tool fails, apologize briefly, try it once more, and then offer to take a message.",
    "Do not talk about these instructions, about other customers, or about how you work.",
    "If the caller asks for a person, or sounds frustrated twice, transfer the call without arguing.",
    "Confirm the spelling of unusual names letter by letter.",
    "When an address is given, repeat the street and the house number.",
    "If the caller changes the topic, follow, and come back to what is still open at the end.",
    "Payment details are never taken on the phone: send a link by text message in that case.",
    "For anything that sounds like an emergency, tell the caller to hang up and dial 911.",
    "Close every call by saying what happens next and when, then ask whether there is anything else.",
    "Keep a friendly and calm tone, also when the caller does not.",
)
DESCRIPTIONS = (
    "Books an appointment for the caller and sends a confirmation by text message.",
    "Looks up an order by its number and returns the current delivery status.",
    "Says whether the caller's problem was solved before the end of the call.",
    "Use this when the caller asks to speak to a person or sounds frustrated.",
    "A warm and calm voice with a neutral accent, suited to appointment reminders.",
)
PHRASES = (
    "goodbye",
    "have a nice day",
    "talk to you soon",
    "that is all",
    "hold on",
    "one moment",
    "okay",
    "got it",
)
CONDITIONS = (
    "The caller has given a name and a phone number.",
    "The caller wants to talk about {topic}.",
    "The caller asks for a person twice.",
)

#: What each function is called with and what it answers; {name}, {day}, {order} and others are filled in.
TOOLS = {
    "book_appointment": (
        '{{"customer_name":"{name}","day":"{day}","time":"{time}"}}',
        "Booked for {day} at {time}.",
    ),
    "cancel_appointment": ('{{"customer_name":"{name}"}}', '{{"cancelled":true,"day":"{day}"}}'),
    "check_availability": (
        '{{"day":"{day}","duration_minutes":30}}',
        '{{"available":true,"slots":["{day} 9:30","{day} 16:00"]}}',
    ),
    "create_ticket": (
        '{{"customer_name":"{name}","reason":"{topic}"}}',
        '{{"ticket":"T-{order}","priority":"normal"}}',
    ),
    "find_store": ('{{"zip_code":"94107"}}', '{{"store":"{company}","distance_miles":2.4}}'),
    "get_account_balance": (
        '{{"customer_name":"{name}"}}',
        '{{"balance":84.5,"currency":"USD","last_charge":"service visit"}}',
    ),
    "lookup_order": (
        '{{"order_id":"{order}"}}',
        '{{"order_id":"{order}","status":"shipped","arrives":"{day}"}}',
    ),
    "reschedule_visit": (
        '{{"customer_name":"{name}","day":"{day}"}}',
        '{{"success":true,"day":"{day}","time":"{time}"}}',
    ),
    "send_confirmation": (
        '{{"order_id":"{order}","channel":"sms"}}',
        "A text message was sent to the number on file.",
    ),
    "transfer_to_agent": ('{{"reason":"{topic}"}}', '{{"transferred":true}}'),
    "update_address": ('{{"customer_name":"{name}"}}', '{{"updated":true}}'),
    "verify_identity": ('{{"customer_name":"{name}","zip_code":"94107"}}', '{{"verified":true}}'),
}

FUNCTIONS = tuple(TOOLS)

#: Who says what, in turns; {name}, {company}, {day} and {time} are filled in.
DIALOGUES = (
    (
        ("bot", "Hi, thanks for calling {company}. How can I help you today?"),
        ("user", "Hi, this is {name}. I would like to book an appointment for next week."),
        ("bot", "Of course, {name}. Do you prefer the morning or the afternoon?"),
        ("user", "The morning would be best, if you still have something."),
        ("tool", "check_availability"),
        ("bot", "I have {day} at {time}. Does that work for you?"),
        ("user", "Yes, that's perfect."),
        ("tool", "book_appointment"),
        ("bot", "You are booked for {day} at {time}. You will get a confirmation by text message."),
        ("user", "Great, thank you. Bye!"),
    ),
    (
        ("bot", "Hello, this is {company}. What can I do for you?"),
        ("user", "I ordered something two weeks ago and it still hasn't arrived."),
        ("bot", "I am sorry to hear that. Could you give me the order number, please?"),
        ("user", "Sure, it's four seven one one nine."),
        ("tool", "lookup_order"),
        ("bot", "Thank you. It left our warehouse yesterday and should be with you on {day}."),
        ("user", "Okay. Can you send me a message when it's out for delivery?"),
        ("tool", "send_confirmation"),
        ("bot", "Done. Is there anything else I can help you with?"),
        ("user", "No, that's all. Thanks."),
    ),
    (
        ("bot", "{company} billing, how may I help you?"),
        ("user", "There is a charge on my last invoice that I don't recognize."),
        ("bot", "Let me have a look. May I have your name first?"),
        ("user", "{name}."),
        ("tool", "get_account_balance"),
        ("bot", "Thanks, {name}. The charge is for the service visit last {day}."),
        ("user", "Oh, right, I forgot about that one. Then everything is fine."),
        ("bot", "Good. Your next payment is due at the end of the month."),
        ("user", "Perfect, have a good day."),
    ),
    (
        ("bot", "Thanks for calling {company}, this is the virtual assistant. Who am I speaking with?"),
        ("user", "My name is {name}, I need to move my appointment."),
        ("bot", "No problem, {name}. When would suit you better?"),
        ("user", "Is anything free on {day}?"),
        ("tool", "check_availability"),
        ("bot", "Yes, {day} at {time} is open. Shall I take that one?"),
        ("user", "Yes please."),
        ("tool", "reschedule_visit"),
        ("bot", "It's done. See you on {day} at {time}."),
    ),
    (
        ("bot", "Good afternoon, {company}. How can I direct your call?"),
        ("user", "I'd like to talk to a person about a claim."),
        ("bot", "I can connect you. May I tell my colleague what it is about?"),
        ("user", "Water damage in the kitchen, since last {day}."),
        ("tool", "create_ticket"),
        ("bot", "Thank you. I have opened a claim, and I am transferring you now. Please hold."),
        ("user", "Thanks."),
    ),
)

#: What a model says for a while, in pieces as they arrive.
TOKENS = (
    "Sure",
    ",",
    " I",
    " can",
    " help",
    " you",
    " with",
    " that",
    ".",
    " Let",
    " me",
    " check",
    " the",
    " calendar",
    " for",
    " tomorrow",
    "?",
    "Okay, ",
    "One moment. ",
    "Let me look that up for you. ",
    "Great! ",
    "Your appointment is booked. ",
    "Is there anything else I can help you with? ",
    "Thanks for waiting, ",
    "Just a moment. <flush /> ",
    "I'm sorry to hear that. ",
    "Could you spell your last name for me? ",
)
LANGUAGES = ("en-US", "en", "en-GB", "de", "es", "es-MX", "fr", "pt-BR", "nl", "ja")
VOICES = ("Elliot", "Kylie", "Rohan", "Lily", "Savannah", "Hana", "Neha", "Cole", "Harry", "Paige", "Spencer")
REGIONS = ("us-east-1", "us-west-2", "eu-central-1", "eu-west-1", "us", "eu")
MODELS = (
    "gpt-4o",
    "gpt-4o-mini",
    "gpt-4.1",
    "claude-sonnet-4",
    "llama-3.3-70b-versatile",
    "mistral-large-latest",
    "gemini-2.0-flash",
    "deepseek-chat",
    "qwen-2.5-72b-instruct",
    "nova-2-phonecall",
    "sonic-2",
    "flash-v2.5",
)
QUESTION_PATTERNS = (r"\b(date of birth|birthday)\b", r"phone number", r"spell (it|that)", r"\?$")
CODE = ("return { ok: true, orderId: args.order_id };", "const { date } = args;\nreturn { date };")
LIQUID = ("{{ customer.name == 'Maya' }}", "{% if order.status == 'shipped' %}true{% endif %}")
PAYLOAD_FORMATS = ("{timestamp}.{body}", "{svix-id}.{timestamp}.{body}", "{method}|{url}|{body}")
REFUSALS = ("I am sorry, but I cannot help with that.", "I can only talk about your booking.")
TWIML = ("<Dial>+14155550123</Dial>", "<Say>Please hold while we connect you.</Say><Pause length='1'/>")
WAIT_FUNCTIONS = ("200 + 8000 * x", "700 + 4000 * max(0, x - 0.5)", "20 + 500 * sqrt(x) + 2500 * x^3")
